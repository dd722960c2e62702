package dev.holdpoint.core.approval;

import java.util.Base64;

/** Takes an OpenSSH private key file apart and puts it together. */
final class PemFile {

    private static final String BEGIN = "-----BEGIN OPENSSH PRIVATE KEY-----\n";
    private static final String END = "-----END OPENSSH PRIVATE KEY-----\n";

    private PemFile() {}

    static byte[] open(String file) {
        String middle = file.substring(BEGIN.length(), file.length() - END.length());
        return Base64.getDecoder().decode(middle.replace("\n", ""));
    }

    static String close(byte[] blob) {
        return BEGIN + Base64.getEncoder().encodeToString(blob) + "\n" + END;
    }
}
