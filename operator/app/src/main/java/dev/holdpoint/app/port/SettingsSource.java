package dev.holdpoint.app.port;

import dev.holdpoint.api.ApproverRoster;
import dev.holdpoint.api.ChangePolicy;
import dev.holdpoint.api.ChangeRepository;
import dev.holdpoint.api.DeletionGuard;
import dev.holdpoint.api.InfrastructureStack;
import java.util.List;
import java.util.Optional;

/** The specs as they stand now, signed or not. Always read from their source and not from a cache. */
public interface SettingsSource {
    Optional<InfrastructureStack> stack(String name);

    Optional<ChangeRepository> repository(String name);

    Optional<ChangePolicy> policy(String name);

    /** All guards of a stack, by name. */
    List<DeletionGuard> guards(String stack);

    /** All rosters; an installation has exactly one. */
    List<ApproverRoster> rosters();
}
