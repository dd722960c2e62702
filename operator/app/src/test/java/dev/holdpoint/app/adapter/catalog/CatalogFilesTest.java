package dev.holdpoint.app.adapter.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.core.verdict.Catalog;
import dev.holdpoint.core.verdict.Holds;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogFilesTest {
    @Test
    void the_built_in_catalog_is_sound_and_knows_what_people_lose_most() {
        Catalog catalog = CatalogFiles.load();
        assertThat(catalog.size()).isGreaterThan(150);
        assertThat(catalog.facts("aws_db_instance", "aws_db_instance.x").holds())
                .isEqualTo(Holds.DATA);
        assertThat(catalog.facts("terraform_data", "terraform_data.x").holds()).isEqualTo(Holds.NOTHING);
        assertThat(catalog.facts("no_such_type", "no_such_type.x").known()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: {holds: data, colour: red}",
                "a: {holds: everything}",
                "a: {identity: [x]}",
                "a: {holds: data, replace: sometimes}",
                "a: {holds: data, protections: {p: {safe: increasing}}}",
                "a: {holds: data, protections: {p: {save: x}}}",
                "a: {holds: nothing, protects: {holds: data}}",
            })
    void an_unknown_field_or_word_is_a_mistake(String yaml) {
        assertThatThrownBy(() -> CatalogFiles.read(yaml.getBytes(StandardCharsets.UTF_8), "x.yaml"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
