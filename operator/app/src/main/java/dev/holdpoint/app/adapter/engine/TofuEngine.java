package dev.holdpoint.app.adapter.engine;

import dev.holdpoint.app.port.Engine;
import dev.holdpoint.app.port.EngineReport;
import dev.holdpoint.core.plan.ProviderLock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** OpenTofu, and Terraform, which takes the same arguments and speaks alike in all that is used here. */
public final class TofuEngine implements Engine {
    @Override
    public String backendOverride() {
        return "terraform {\n  backend \"http\" {}\n}\n";
    }

    @Override
    public String cliConfig(Path mirror) {
        return "disable_checkpoint = true\n" + "provider_installation {\n  filesystem_mirror {\n    path = \"" + mirror
                + "\"\n  }\n}\n";
    }

    @Override
    public String requirements(ProviderLock lock) {
        StringBuilder text = new StringBuilder("terraform {\n  required_providers {\n");
        int number = 0;
        for (ProviderLock.Entry entry : lock.entries()) {
            text.append("    p").append(number++).append(" = { source = \"").append(entry.address());
            text.append("\", version = \"").append(entry.version()).append("\" }\n");
        }
        return text.append("  }\n}\n").toString();
    }

    @Override
    public Map<String, String> environment(Places places) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("PATH", "/usr/bin:/bin");
        environment.put("HOME", places.scratch().toString());
        environment.put("TMPDIR", places.scratch().toString());
        environment.put("LANG", "C.UTF-8");
        environment.put("CHECKPOINT_DISABLE", "1");
        environment.put("TF_IN_AUTOMATION", "1");
        environment.put("TF_INPUT", "0");
        environment.put("TF_DATA_DIR", places.data().toString());
        environment.put("TF_CLI_CONFIG_FILE", places.cliConfig().toString());
        environment.put("TF_HTTP_ADDRESS", places.state().toString());
        environment.put("TF_HTTP_LOCK_ADDRESS", places.state().toString());
        environment.put("TF_HTTP_UNLOCK_ADDRESS", places.state().toString());
        environment.put("TF_HTTP_USERNAME", STATE_USER);
        environment.put("TF_HTTP_PASSWORD", places.password());
        return environment;
    }

    @Override
    public List<String> init() {
        return List.of("init", "-json", "-input=false");
    }

    @Override
    public List<String> initWithoutBackend(boolean locked) {
        List<String> words = new ArrayList<>(List.of("init", "-json", "-input=false", "-backend=false"));
        if (locked) {
            words.add("-lockfile=readonly");
        }
        return words;
    }

    @Override
    public List<String> plan(Path planFile) {
        return List.of("plan", "-json", "-input=false", "-out=" + planFile);
    }

    @Override
    public List<String> show(Path planFile) {
        return List.of("show", "-json", planFile.toString());
    }

    @Override
    public List<String> apply(Path planFile) {
        return List.of("apply", "-json", "-input=false", planFile.toString());
    }

    @Override
    public EngineReport read(InputStream events) throws IOException {
        return EngineEvents.read(events);
    }
}
