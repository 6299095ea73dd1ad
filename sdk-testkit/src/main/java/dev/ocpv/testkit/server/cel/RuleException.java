package dev.ocpv.testkit.server.cel;

/** A function that fails, with the words of a kube-apiserver. */
final class RuleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RuleException(String message) {
        super(message);
    }
}
