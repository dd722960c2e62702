package dev.holdpoint.app.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.api.Phase;
import dev.holdpoint.app.port.Grants;
import dev.holdpoint.app.port.RunKind;
import dev.holdpoint.app.port.Runs;
import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.app.port.StateCustody;
import dev.holdpoint.app.shop.Shop;
import dev.holdpoint.core.digest.Sha256;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a change that somebody deleted goes; a run that may hold the lock stays. */
class OrphansTest {
    private static final String GONE = "0b0f2c3e-6c1e-4a55-9d5c-6f1f0d1c2b3a";

    @TempDir
    private Path folder;

    private ShopWorld world;

    @BeforeEach
    void world() {
        world = new ShopWorld(folder);
        world.change(Phase.Planning);
        left(RunKind.PLAN, ShopWorld.UID, "agents/more-memory");
        left(RunKind.APPLY, ShopWorld.UID, "agents/more-memory");
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void left(RunKind kind, String uid, String change) {
        world.runs.left.add(new Runs.Left(kind, uid, change, Shop.STACK));
    }

    private Orphans orphans() {
        return new Orphans(world.ports(), world.changes());
    }

    private void claim(String change) {
        StateCustody custody = world.ports().custody();
        assertThat(custody.claim(custody.find(Shop.STACK).orElseThrow(), new StateCustody.Claim("a-pod", 1, change)))
                .isPresent();
    }

    private static Grants.Grant grant(String uid) {
        return new Grants.Grant(uid, Shop.STACK, 1, Sha256.of(new byte[0]));
    }

    @Test
    void runs_of_a_change_that_is_gone_are_discarded_and_those_of_a_living_one_are_not() {
        left(RunKind.PLAN, GONE, "agents/gone");
        orphans().runs();

        assertThat(world.runs.discarded).containsExactly(GONE);
    }

    @Test
    void so_is_what_is_left_of_its_apply() {
        left(RunKind.APPLY, GONE, "agents/gone");
        orphans().runs();

        assertThat(world.runs.discarded).containsExactly(GONE, "apply " + GONE);
    }

    @Test
    void an_apply_that_holds_the_lock_is_not_touched_though_its_change_is_gone() {
        left(RunKind.APPLY, GONE, "agents/gone");
        claim("agents/gone");
        orphans().runs();

        assertThat(world.runs.discarded).doesNotContain("apply " + GONE);
    }

    @Test
    void the_lock_of_another_change_of_the_stack_does_not_protect_it() {
        left(RunKind.APPLY, GONE, "agents/gone");
        claim("agents/another");
        orphans().runs();

        assertThat(world.runs.discarded).contains("apply " + GONE);
    }

    @Test
    void a_grant_whose_change_is_gone_is_dropped_and_no_other() {
        world.ports().grants().write(grant(GONE));
        world.ports().grants().write(grant(ShopWorld.UID));
        orphans().runsAndGrants();

        assertThat(world.ports().grants().any(GONE)).isFalse();
        assertThat(world.ports().grants().any(ShopWorld.UID)).isTrue();
    }

    @Test
    void a_grant_that_cannot_be_dropped_keeps_no_other_and_no_run() {
        Ports ports = world.ports();
        ports.grants().write(grant("0" + GONE.substring(1)));
        ports.grants().write(grant("f" + GONE.substring(1)));
        left(RunKind.PLAN, GONE, "agents/gone");
        Ports denied = new Ports(
                ports.settings(),
                ports.court(),
                ports.repositories(),
                ports.ledgers(),
                ports.plans(),
                new Undroppable(ports.grants(), "0" + GONE.substring(1)),
                ports.runs(),
                ports.custody(),
                ports.rounds(),
                ports.clock());
        new Orphans(denied, world.changes()).runsAndGrants();

        assertThat(ports.grants().changes()).containsExactly("0" + GONE.substring(1));
        assertThat(world.runs.discarded).contains(GONE);
    }

    /** One change's grants are denied. */
    private record Undroppable(Grants grants, String kept) implements Grants {
        @Override
        public boolean stands(Grant grant) {
            return grants.stands(grant);
        }

        @Override
        public boolean any(String changeUid) {
            return grants.any(changeUid);
        }

        @Override
        public Set<String> changes() {
            return grants.changes();
        }

        @Override
        public void write(Grant grant) {
            grants.write(grant);
        }

        @Override
        public void drop(String changeUid) {
            if (changeUid.equals(kept)) {
                throw new Stalled("denied");
            }
            grants.drop(changeUid);
        }
    }

    @Test
    void it_looks_once_a_minute() {
        Orphans orphans = orphans();
        orphans.runs();
        left(RunKind.PLAN, GONE, "agents/gone");
        orphans.runs();

        assertThat(world.runs.discarded).isEmpty();
    }
}
