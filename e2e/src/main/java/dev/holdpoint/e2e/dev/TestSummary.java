package dev.holdpoint.e2e.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Sums up Surefire's reports: what was skipped, by name and with the reason, what failed, and one last line
 * {@code N passed, N failed, N skipped}. Started from its source, so that it speaks even when nothing compiled.
 */
public final class TestSummary {
    private static final String ERROR = "[ERROR] ";
    private static final String COMPLAINT = ERROR + "Failed to execute goal ";
    private static final int WORDS = 2_000;

    private int passed;
    private final List<String> failed = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();

    private TestSummary() {}

    /** Arguments: the project's root and Maven's exit code. Ends with 0 only when every test passed or was skipped. */
    public static void main(String[] arguments) throws IOException {
        TestSummary summary = new TestSummary();
        try (Stream<Path> files = Files.find(Path.of(arguments[0]), 8, (file, attributes) -> isReport(file))) {
            files.sorted().forEach(summary::read);
        }
        if (!arguments[1].equals("0")) {
            summary.build(arguments[1], Path.of(arguments[0], "target", "test.log"));
        }
        if (summary.passed + summary.failed.size() == 0) {
            summary.failed.add("no test ran at all");
        }
        Path kills = Path.of(arguments[0], "e2e", "target", "crash-report.md");
        if (Files.exists(kills)) {
            System.out.println("what was killed at which step, and what became of it: " + kills);
        }
        summary.skipped.forEach(line -> System.out.println("skipped: " + line));
        summary.failed.forEach(line -> System.out.println("failed: " + line));
        System.out.println(summary.passed + " passed, " + summary.failed.size() + " failed, " + summary.skipped.size()
                + " skipped");
        System.exit(summary.failed.isEmpty() ? 0 : 1);
    }

    /** Repeats what Maven said of its own failures: whoever sees the end of a log alone must know why it ended so. */
    private void build(String status, Path log) throws IOException {
        List<String> said = Files.exists(log) ? complaints(Files.readAllLines(log)) : List.of();
        // That tests failed is said by their names.
        said.stream()
                .filter(words -> failed.isEmpty() || !words.contains("maven-surefire-plugin"))
                .map(words -> "the build itself: " + words)
                .toList()
                .forEach(failed::add);
        if (failed.isEmpty()) {
            failed.add("the build itself: Maven ended with " + status + " and its log does not say why: " + log);
        }
    }

    /** From each "Failed to execute goal" to the reference to Maven's help that ends it, cut after some {@value #WORDS} characters. */
    static List<String> complaints(List<String> log) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < log.size(); i++) {
            if (!log.get(i).startsWith(COMPLAINT)) {
                continue;
            }
            StringBuilder words = new StringBuilder(log.get(i).substring(ERROR.length()));
            while (!log.get(i).contains("-> [Help") && ++i < log.size() && words.length() < WORDS) {
                words.append("\n  ").append(log.get(i).replace(ERROR, ""));
            }
            found.add(words.toString());
        }
        return found;
    }

    private static boolean isReport(Path file) {
        return file.getParent().endsWith("target/surefire-reports")
                && file.getFileName().toString().matches("TEST-.*\\.xml");
    }

    private void read(Path report) {
        try {
            NodeList cases = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(report.toFile())
                    .getElementsByTagName("testcase");
            for (int i = 0; i < cases.getLength(); i++) {
                count((Element) cases.item(i));
            }
        } catch (IOException | SAXException | ParserConfigurationException e) {
            failed.add(report + " cannot be read: " + e.getMessage());
        }
    }

    private void count(Element test) {
        String name = test.getAttribute("classname") + "." + test.getAttribute("name");
        NodeList skips = test.getElementsByTagName("skipped");
        if (test.getElementsByTagName("failure").getLength()
                        + test.getElementsByTagName("error").getLength()
                > 0) {
            failed.add(name);
        } else if (skips.getLength() > 0) {
            skipped.add(name + ": " + reason((Element) skips.item(0)));
        } else {
            passed++;
        }
    }

    /** A disabled test says why in an attribute, one that gave up in the first line of its exception. */
    private static String reason(Element skip) {
        String message = skip.getAttribute("message");
        return message.isEmpty()
                ? skip.getTextContent().lines().findFirst().orElse("").replaceFirst("^\\S+Exception: ", "")
                : message;
    }
}
