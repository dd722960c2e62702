package dev.holdpoint.app.cli;

import dev.holdpoint.api.ApproverRoster;
import dev.holdpoint.app.settings.CanonicalSettings;
import dev.holdpoint.app.settings.SignatureInsertion;
import dev.holdpoint.core.approval.Person;
import dev.holdpoint.core.approval.SettingsDocument;
import dev.holdpoint.core.approval.SignatureCheck;
import dev.holdpoint.core.approval.SshPublicKey;
import dev.holdpoint.core.approval.SshSignature;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code settings sign}: puts the signature of one person under every document of a file, by {@code ssh-keygen -Y sign}
 * with the person's own key; encrypted keys, agents and FIDO2 devices work as they do there.
 */
@Command(
        name = "sign",
        mixinStandardHelpOptions = true,
        description = "Signs every document in the file and writes the signatures into it. Exit 0; 2 for bad input.")
public final class SettingsSignCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "-f", required = true, paramLabel = "FILE", description = "YAML, one or more documents")
    private Path file;

    @Option(names = "--key", required = true, paramLabel = "PATH", description = "your key, as ssh-keygen -f takes it")
    private Path key;

    @Option(
            names = "--as",
            paramLabel = "PERSON",
            description = "your name; compared with the roster, when the file has one")
    private String person;

    @Override
    public Integer call() {
        SettingsInput input = new SettingsInput(spec);
        CanonicalSettings texts = new CanonicalSettings();
        List<HasMetadata> objects = input.objects(file);
        Optional<ApproverRoster> roster = input.roster(file, objects);
        String text = new String(input.bytes(file), StandardCharsets.UTF_8);
        for (int i = 0; i < objects.size(); i++) {
            SettingsDocument document = texts.document(objects.get(i));
            String armored = sign(input, document);
            SshPublicKey signer = proven(armored, document);
            roster.ifPresent(object -> demandTheirs(input, object, signer));
            if (signedBy(document, signer)) {
                say(document.id() + " was signed by " + signer.fingerprint() + " before");
                continue;
            }
            text = SignatureInsertion.insert(text, i, armored)
                    .orElseThrow(() -> input.wrong(file + ": the layout of " + document.id()
                            + " cannot be edited line by line; write its spec as indented lines, or add this item to"
                            + " spec.signatures yourself:\n" + armored));
            say("signed " + document.id() + ", fingerprint " + document.fingerprint() + ", with "
                    + signer.fingerprint());
        }
        write(text);
        return Exit.DONE;
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
    }

    private void demandTheirs(SettingsInput input, ApproverRoster object, SshPublicKey signer) {
        if (person == null) {
            return;
        }
        Optional<Person> named = input.read(file, object).person(person);
        boolean theirs = named.isPresent()
                && named.get().keys().stream().anyMatch(held -> held.key().equals(signer));
        if (!theirs) {
            throw input.wrong("the key " + signer.fingerprint() + " is not " + person + "'s on the roster in " + file);
        }
    }

    private static boolean signedBy(SettingsDocument document, SshPublicKey signer) {
        return document.signatures().stream().anyMatch(armored -> {
            String whole = armored.endsWith("\n") ? armored : armored + "\n";
            return SshSignature.check(whole, document.canonical(), SettingsDocument.NAMESPACE)
                            instanceof SignatureCheck.Good good
                    && good.key().equals(signer);
        });
    }

    private SshPublicKey proven(String armored, SettingsDocument document) {
        return switch (SshSignature.check(armored, document.canonical(), SettingsDocument.NAMESPACE)) {
            case SignatureCheck.Good(var signer, var presence) -> signer;
            case SignatureCheck.Bad(var reason) ->
                throw new SettingsInput(spec).wrong("what ssh-keygen made with " + key + " would not count: " + reason);
        };
    }

    private String sign(SettingsInput input, SettingsDocument document) {
        Path message = null;
        try {
            message = Files.createTempFile("holdpoint-settings", ".json");
            Files.write(message, document.canonical());
            // Its questions (passphrase, touch) and complaints go to the person, not through us.
            Process process = new ProcessBuilder(
                            "ssh-keygen",
                            "-q",
                            "-Y",
                            "sign",
                            "-n",
                            SettingsDocument.NAMESPACE,
                            "-f",
                            key.toString(),
                            message.toString())
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            if (process.waitFor() != 0) {
                throw input.wrong("ssh-keygen could not sign with " + key);
            }
            return Files.readString(Path.of(message + ".sig"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run ssh-keygen; is OpenSSH installed?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw input.wrong("interrupted while ssh-keygen ran");
        } finally {
            delete(message);
        }
    }

    private static void delete(Path message) {
        try {
            if (message != null) {
                Files.deleteIfExists(message);
                Files.deleteIfExists(Path.of(message + ".sig"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + message, e);
        }
    }

    /** All or nothing: a file that is half written would lose settings. */
    private void write(String text) {
        try {
            Path target = file.toRealPath();
            Path next = Files.createTempFile(target.getParent(), ".holdpoint", ".yaml");
            Files.writeString(next, text);
            try {
                Files.setPosixFilePermissions(next, Files.getPosixFilePermissions(target));
            } catch (UnsupportedOperationException e) {
                // A file system without POSIX permissions has none to keep.
                next.toFile().setReadable(true);
            }
            Files.move(next, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
