package dev.ocpv.examples;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Locale;

/** What the program says to a person. */
final class Console {
    private final PrintWriter out;
    private int step;

    Console(PrintWriter out) {
        this.out = out;
    }

    void heading(String title) {
        step++;
        out.printf("%n%d. %s%n", step, title);
    }

    void say(String text) {
        out.println(text);
    }

    /** Prints a text of several lines, indented. */
    void show(String text) {
        text.lines().forEach(line -> out.println("   " + line));
    }

    /** {@return whether the person said yes; no answer is a no} */
    boolean asks(String question) {
        out.printf("%s Type yes: ", question);
        out.flush();
        try {
            var answer = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
            return answer != null && answer.strip().toLowerCase(Locale.ROOT).equals("yes");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
