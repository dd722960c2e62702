package dev.holdpoint.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.core.plan.ProviderLock.Entry;
import dev.holdpoint.core.plan.ProviderLock.Reading;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProviderLockTest {
    private static final String H1 = "h1:edXOJWE4ORX8Fm+dpVpICzMZJat4AX0VRCAy/xkcOc0=";
    private static final Entry AWS = new Entry("registry.opentofu.org/hashicorp/aws", "5.100.0", H1);
    private static final Entry RANDOM = new Entry("registry.opentofu.org/hashicorp/random", "3.7.2", H1);

    /** As an engine writes it after init. */
    private static final String WRITTEN = """
            # This file is maintained automatically by "tofu init".
            # Manual edits may be lost in future updates.

            provider "registry.opentofu.org/hashicorp/aws" {
              version     = "5.100.0"
              constraints = "~> 5.0"
              hashes = [
                "h1:edXOJWE4ORX8Fm+dpVpICzMZJat4AX0VRCAy/xkcOc0=",
              ]
            }
            """;

    @Test
    void what_an_engine_writes_is_read_without_what_pins_nothing() {
        assertThat(read(WRITTEN)).isEqualTo(new ProviderLock(List.of(AWS)));
    }

    @Test
    void its_own_text_is_read_as_itself_in_whatever_order_it_was_made() {
        ProviderLock lock = new ProviderLock(List.of(RANDOM, AWS));

        assertThat(read(lock.text())).isEqualTo(lock);
        assertThat(lock.text()).isEqualTo(new ProviderLock(List.of(AWS, RANDOM)).text());
        assertThat(read("")).isEqualTo(ProviderLock.NONE);
        assertThat(read("# by tofu init\n\n")).isEqualTo(ProviderLock.NONE);
    }

    @Test
    void a_package_that_is_pinned_by_anything_but_one_h1_is_not_pinned() {
        assertUnreadable(WRITTEN.replace(H1, "zh:" + "1".repeat(64)));
        assertUnreadable(WRITTEN.replace("    \"" + H1 + "\",\n", ""));
        assertUnreadable(WRITTEN.replace("\"" + H1 + "\",", "\"" + H1 + "\",\n    \"zh:" + "1".repeat(64) + "\","));
        assertUnreadable(WRITTEN.replace("\"" + H1 + "\",", "\"" + H1 + "\",\n    \"" + H1.replace('e', 'f') + "\","));
    }

    @Test
    void whatever_an_engine_would_not_write_is_not_read() {
        assertUnreadable(WRITTEN + "provider \"x\"");
        assertUnreadable(WRITTEN + WRITTEN);
        assertUnreadable(WRITTEN.replace("  hashes", "  /* x */ hashes"));
        assertUnreadable(WRITTEN.replace("5.100.0", "~> 5.0"));
        assertUnreadable(WRITTEN.replace("registry.opentofu.org/hashicorp/aws", "registry.opentofu.org/../../etc"));
        assertUnreadable(WRITTEN.replace("registry.opentofu.org/hashicorp/aws", "hashicorp/aws"));
    }

    @Test
    void a_lock_that_lost_entries_is_a_part_of_the_whole() {
        ProviderLock whole = new ProviderLock(List.of(AWS, RANDOM));

        assertThat(new ProviderLock(List.of(RANDOM)).beyond(whole)).isEmpty();
        assertThat(whole.beyond(whole)).isEmpty();
        assertThat(ProviderLock.NONE.beyond(ProviderLock.NONE)).isEmpty();
    }

    @Test
    void a_lock_with_a_new_or_changed_entry_is_not() {
        ProviderLock whole = new ProviderLock(List.of(AWS));

        assertThat(new ProviderLock(List.of(AWS, RANDOM)).beyond(whole)).contains(RANDOM);
        Entry otherHash = new Entry(AWS.address(), AWS.version(), H1.replace('e', 'f'));
        assertThat(new ProviderLock(List.of(otherHash)).beyond(whole)).contains(otherHash);
        Entry otherVersion = new Entry(AWS.address(), "5.99.0", H1);
        assertThat(new ProviderLock(List.of(otherVersion)).beyond(whole)).contains(otherVersion);
        assertThat(whole.beyond(ProviderLock.NONE)).contains(AWS);
    }

    @Test
    void one_provider_stands_once() {
        assertThatThrownBy(() -> new ProviderLock(List.of(AWS, new Entry(AWS.address(), "5.99.0", H1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("twice");
    }

    private static ProviderLock read(String text) {
        return switch (ProviderLock.read(text)) {
            case Reading.Sound(var lock) -> lock;
            case Reading.Unreadable(var why) -> throw new AssertionError(why);
        };
    }

    private static void assertUnreadable(String text) {
        assertThat(ProviderLock.read(text)).isInstanceOf(Reading.Unreadable.class);
    }
}
