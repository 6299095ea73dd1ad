package dev.ocpv.testkit.server.registry;

import dev.ocpv.testkit.server.status.StatusException;
import dev.ocpv.testkit.server.status.Statuses;

/** An object that cannot be read as what it should be. */
public final class DecodeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String kind;
    private final String version;
    private final String mergedWords;

    /** For an object that says to be of a kind and version. */
    public DecodeException(String kind, String version, String words) {
        this(kind, version, words, words);
    }

    /** The same, where the result of a strategic merge is refused in other words. */
    public DecodeException(String kind, String version, String words, String mergedWords) {
        super(words, null, false, false);
        this.kind = kind;
        this.version = version;
        this.mergedWords = mergedWords;
    }

    /** {@return what is wrong, in the words for the result of a strategic merge} */
    public String mergedWords() {
        return mergedWords;
    }

    /** {@return what is wrong} */
    public String words() {
        return String.valueOf(getMessage());
    }

    /** {@return the answer to a POST or PUT} */
    public StatusException status(String wanted) {
        return Statuses.badRequest(
                kind + " in version \"" + version + "\" cannot be handled as a " + wanted + ": " + words());
    }
}
