package dev.holdpoint.e2e.demo;

import dev.holdpoint.e2e.aws.FakeAws;
import dev.holdpoint.e2e.cluster.LocalCluster;
import dev.holdpoint.e2e.cluster.TextFile;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The place where the demo happens: a cluster with Holdpoint on it, a Git server, people with keys.
 *
 * @param kubectl the program
 * @param people folder with the people's keys
 * @param passwords folder with the Git server's passwords, one file per user
 * @param gitHost address and port of the Git server
 * @param rosterRoot fingerprint of the first roster, as the installation pins it
 * @param engine the engine's binary, for the agent's own laptop
 * @param holdpoint how to start the command on this machine
 * @param aws the fake AWS that the estate stands on; empty where it is made of what is built into the engine
 */
record Site(
        LocalCluster cluster,
        Path kubectl,
        Path people,
        Path passwords,
        String gitHost,
        String rosterRoot,
        Path engine,
        Path holdpoint,
        Path folder,
        Optional<FakeAws> aws) {
    /** A user's password at the Git server. */
    String password(String user) {
        return TextFile.readIfThere(passwords.resolve(user)).orElseThrow().strip();
    }

    Person person(String name) {
        return Person.in(people, name);
    }
}
