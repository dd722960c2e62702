package dev.holdpoint.core.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class RequesterTest {
    @Property
    void no_user_name_becomes_a_persons_address_or_a_second_line(
            @ForAll @NotBlank @StringLength(min = 1, max = 253) String user) {
        Requester requester = new Requester(user);
        assertThat(requester.authorEmail()).matches("[A-Za-z0-9_-]+@requester\\.holdpoint\\.invalid");
        assertThat(requester.authorName()).matches("[!-~]+").doesNotContain("<", ">");
    }

    @Test
    void a_user_name_has_a_length() {
        assertThatThrownBy(() -> new Requester("x".repeat(254))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Requester(" ")).isInstanceOf(IllegalArgumentException.class);
    }
}
