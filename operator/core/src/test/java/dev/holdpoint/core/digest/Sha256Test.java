package dev.holdpoint.core.digest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class Sha256Test {

    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void the_digest_of_abc_is_the_one_of_fips_180() {
        assertThat(Sha256.of("abc".getBytes(US_ASCII)).hex()).isEqualTo(ABC);
    }

    @Test
    void base32_is_that_of_rfc_4648_in_lower_case() {
        // printf abc | sha256sum | cut -c1-64 | xxd -r -p | base32
        assertThat(Sha256.parse(ABC).base32()).isEqualTo("xj4bnp4pahh6uqkbidpf3lrceoyagyndsylxvhfucd7wd4qacwwq");
    }

    @Test
    void a_short_name_is_the_start_of_the_long_one() {
        assertThat(Sha256.parse(ABC).shortName(10)).isEqualTo("xj4bnp4pah");
    }

    @Test
    void bytes_and_hex_are_the_same_digest() {
        assertThat(Sha256.ofRaw(Sha256.parse(ABC).bytes())).isEqualTo(Sha256.parse(ABC));
    }

    @Test
    void text_that_is_not_64_lower_case_digits_is_no_digest() {
        assertThat(Sha256.tryParse(ABC.toUpperCase(java.util.Locale.ROOT))).isEmpty();
        assertThat(Sha256.tryParse(ABC.substring(1))).isEmpty();
        assertThat(Sha256.tryParse(ABC + "0")).isEmpty();
        assertThat(Sha256.tryParse("g" + ABC.substring(1))).isEmpty();
        assertThat(Sha256.tryParse(null)).isEmpty();
        assertThatThrownBy(() -> Sha256.parse("abc")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_name_longer_than_the_digest_is_refused() {
        assertThatThrownBy(() -> Sha256.parse(ABC).shortName(53)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Sha256.parse(ABC).shortName(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
