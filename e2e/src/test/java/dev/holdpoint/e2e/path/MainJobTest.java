package dev.holdpoint.e2e.path;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.api.OutcomeResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The one path from a question to a merged, recorded, applied change, on real pods with a real engine. */
@ExtendWith(PathExtension.class)
final class MainJobTest {
    private static final int UNANCHORED = 6;

    @Test
    void exactly_the_approved_plan_is_applied_once(Place place) {
        FirstChange first = place.first();

        assertThat(first.awaiting().approvals).isEqualTo("0/2");
        assertThat(first.awaiting().summary).isEqualTo("+5 ~0 -0");
        assertThat(first.review()).contains(first.name()).contains("terraform_data.database");
        assertThat(first.ended().outcome.result).isEqualTo(OutcomeResult.Applied);
        assertThat(first.ended().approval.planDigest).isEqualTo(first.awaiting().plan.digest);
        assertThat(first.ended().approval.approvers).containsExactlyInAnyOrder("ada", "ben");
        assertThat(first.state().current.serial).isEqualTo(1);
        assertThat(first.state().fence).isEqualTo(1);
        assertThat(first.state().lastOrder).isEqualTo(1);
        assertThat(first.state().lock).isNull();
        assertThat(first.state().unmerged).isNull();
    }

    @Test
    void the_merge_says_what_was_decided_and_brings_the_edits_alone(Place place) {
        FirstChange first = place.first();
        Voter ada = place.voter("ada");
        ada.fetch();
        String merge = ada.git("log", "--format=%H", "--grep=Holdpoint-Change: .*" + first.name() + "$", "origin/main")
                .lines()
                .findFirst()
                .orElseThrow();

        assertThat(ada.git("log", "-1", "--format=%(trailers:only,unfold)", merge))
                .contains("Holdpoint-Change-UID: "
                        + place.change(first.name()).getMetadata().getUid())
                .contains("Holdpoint-Plan-SHA256: " + first.awaiting().plan.digest)
                .contains("Holdpoint-Order: 1")
                .contains("Holdpoint-Approved-By: ada, ben")
                .contains("Holdpoint-State-Serial: 1");
        assertThat(ada.git("show", merge + ":" + Asks.MAIN)).contains("Under custody.");
        assertThat(ada.git("ls-tree", "-r", "--name-only", merge)).doesNotContain(".holdpoint");
    }

    @Test
    void branch_and_tags_go_when_the_ledger_has_them(Place place) {
        FirstChange first = place.first();

        assertThat(place.voter("ada").refsOf(first.name())).isEmpty();
        assertThat(Ledgers.anchored(place).output()).contains(first.name());
    }

    @Test
    void the_ledger_is_verified_offline_and_without_an_anchor_it_proves_nothing(Place place) {
        place.first();

        assertThat(Ledgers.anchored(place)).satisfies(said -> {
            assertThat(said.output()).contains("SOUND");
            assertThat(said.exit()).isZero();
        });
        assertThat(Ledgers.verify(place.voter("ada"))).satisfies(said -> {
            assertThat(said.output()).contains("UNANCHORED");
            assertThat(said.exit()).isEqualTo(UNANCHORED);
        });
        assertThat(Ledgers.verify(place.voter("ada"), "--root", "0".repeat(64)).exit())
                .isNotZero();
    }
}
