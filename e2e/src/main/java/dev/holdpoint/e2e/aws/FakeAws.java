package dev.holdpoint.e2e.aws;

import dev.holdpoint.e2e.cluster.Cache;
import dev.holdpoint.e2e.cluster.Daemons;
import dev.holdpoint.e2e.cluster.Progress;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The real AWS provider of this machine, and a fake AWS for it to talk to. */
public record FakeAws(AwsPackage provider, Moto moto) {
    private static final int PORT = 5000;

    /** Whether this machine can play AWS. */
    public sealed interface Search {
        record Found(FakeAws aws) implements Search {}

        /** @param why names the condition that failed */
        record Missing(String why) implements Search {}
    }

    /** Looks for the provider, and fetches moto when there is one. */
    public static Search look(Cache cache, Progress progress) {
        Optional<AwsPackage> provider = AwsPackage.find();
        if (provider.isEmpty()) {
            return new Search.Missing(AwsPackage.missing());
        }
        return Moto.find(cache, progress)
                .<Search>map(moto -> new Search.Found(new FakeAws(provider.get(), moto)))
                .orElseGet(() -> new Search.Missing(Moto.missing()));
    }

    /** Starts the fake AWS where pods reach it. */
    public void start(Daemons daemons, String address) {
        moto.start(daemons, address, PORT);
    }

    /** @param address of this machine, as pods reach it */
    public static String endpoint(String address) {
        return "http://" + address + ":" + PORT;
    }

    /** What a client on this machine needs to talk to it. */
    public static Map<String, String> environment(String address) {
        return environmentAt(endpoint(address));
    }

    /** The same for an endpoint. */
    public static Map<String, String> environmentAt(String endpoint) {
        return new TreeMap<>(Map.of(
                "AWS_ENDPOINT_URL", endpoint,
                "AWS_REGION", "eu-central-1",
                "AWS_ACCESS_KEY_ID", "none",
                "AWS_SECRET_ACCESS_KEY", "none"));
    }
}
