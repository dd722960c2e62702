package dev.holdpoint.core.approval;

import java.util.Base64;

/** Takes an armored signature apart. {@link SshPrivateKey#armor} puts it together. */
final class Armor {

    private Armor() {}

    static byte[] open(String armored) {
        String middle = armored.substring(SshSignature.BEGIN.length(), armored.length() - SshSignature.END.length());
        return Base64.getDecoder().decode(middle.replace("\n", ""));
    }
}
