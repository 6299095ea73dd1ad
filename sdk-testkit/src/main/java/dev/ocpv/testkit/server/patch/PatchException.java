package dev.ocpv.testkit.server.patch;

/** A patch that cannot be read or applied, with the answer that a kube-apiserver gives. */
public final class PatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** How the server answers. */
    public enum Answer {
        /** 400 BadRequest with the message. */
        BAD_REQUEST,
        /** 422 Invalid with the text of a rejected request; the message is for people who debug. */
        UNPROCESSABLE,
        /** 413 RequestEntityTooLarge with the message. */
        TOO_LARGE,
        /** 500 with the message and without a reason. */
        FAILED
    }

    private final Answer answer;

    PatchException(Answer answer, String message) {
        super(message);
        this.answer = answer;
    }

    static PatchException badRequest(String message) {
        return new PatchException(Answer.BAD_REQUEST, message);
    }

    static PatchException unprocessable(String message) {
        return new PatchException(Answer.UNPROCESSABLE, message);
    }

    static PatchException failed(String message) {
        return new PatchException(Answer.FAILED, message);
    }

    public Answer answer() {
        return answer;
    }
}
