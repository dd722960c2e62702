package dev.holdpoint.app.reconcile;

import dev.holdpoint.api.ChangeRepository;
import dev.holdpoint.app.derive.RoundDerivation;
import dev.holdpoint.app.port.Grants;
import dev.holdpoint.app.port.LedgerReader;
import dev.holdpoint.app.port.Plans;
import dev.holdpoint.app.port.Repository;
import dev.holdpoint.app.port.Runs;
import dev.holdpoint.app.port.SettingsSource;
import dev.holdpoint.app.port.StateCustody;
import dev.holdpoint.app.settings.SettingsCourt;
import java.time.Clock;
import java.util.function.Function;

/**
 * The outside, as both roles see it.
 *
 * @param ledgers to read; whoever may append holds a ledger of its own
 */
public record Ports(
        SettingsSource settings,
        SettingsCourt court,
        Function<ChangeRepository, Repository> repositories,
        Function<ChangeRepository, LedgerReader> ledgers,
        Plans plans,
        Grants grants,
        Runs runs,
        StateCustody custody,
        RoundDerivation rounds,
        Clock clock) {}
