package dev.holdpoint.e2e.image;

/** This machine's processor, in the words of the OCI image specification. */
final class Architecture {
    private Architecture() {}

    static String ofThisMachine() {
        String java = System.getProperty("os.arch");
        return switch (java) {
            case "x86_64" -> "amd64";
            case "aarch64" -> "arm64";
            default -> java;
        };
    }
}
