package dev.holdpoint.app.adapter.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plan files as both engines wrote them, and what must not pass for one. */
class PlanFileTest {
    private static final byte[] REAL = resource("opentofu-1.11.14.tfplan");

    @ParameterizedTest
    @ValueSource(strings = {"opentofu-1.11.14", "terraform-1.11.4"})
    void a_plan_as_the_engine_wrote_it_is_opened(String engine) {
        PlanFile plan = opened(resource(engine + ".tfplan"));

        assertThat(plan.engineVersion()).isEqualTo(engine.substring(engine.indexOf('-') + 1));
        assertThat(plan.prior().serial()).isZero();
        assertThat(plan.prior().holdsManaged()).isFalse();
        assertThat(plan.configuration()).containsOnlyKeys("/main.tf", "/holdpoint_override.tf");
    }

    @Test
    void the_same_entries_in_another_writers_shape_are_opened() {
        assertThat(open(zip(entries()))).isInstanceOf(PlanFile.Opening.Opened.class);
    }

    @Test
    void a_name_that_occurs_twice_is_refused() {
        byte[] twice = zip(entries(), "tfconfig/m-/hide.tf", "tfconfig/m-/main.tf");

        assertThat(why(twice)).contains("a name occurs twice");
    }

    @Test
    void an_entry_that_no_plan_has_is_refused() {
        Map<String, byte[]> entries = entries();
        entries.put("tfvars", new byte[0]);

        assertThat(why(zip(entries))).contains("an entry that no plan file has");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"tfconfig/m-/../tfplan", "tfconfig/m-/a/b.tf", "tfconfig/m-/.git", "/tfplan", "tfconfig/m-/"})
    void a_name_that_leads_elsewhere_is_refused(String name) {
        Map<String, byte[]> entries = entries();
        entries.put(name, new byte[0]);

        assertThat(why(zip(entries))).contains("an entry that no plan file has");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tfplan", "tfstate", "tfstate-prev", "tfconfig/modules.json"})
    void a_plan_without_one_of_its_parts_is_refused(String part) {
        Map<String, byte[]> entries = entries();
        entries.remove(part);

        assertThat(why(zip(entries))).contains("it has no " + part);
    }

    @Test
    void bytes_before_or_behind_or_between_the_entries_are_refused() {
        byte[] behind = Arrays.copyOf(REAL, REAL.length + 1);
        byte[] before = new byte[REAL.length + 1];
        System.arraycopy(REAL, 0, before, 1, REAL.length);

        assertThat(why(behind)).isNotEmpty();
        assertThat(why(before)).isNotEmpty();
    }

    @Test
    void the_two_directories_must_name_the_same_files() {
        byte[] file = REAL.clone();
        int local = indexOf(file, "tfconfig/m-/main.tf");
        file[local + 12] = 'x';

        assertThat(why(file)).contains("an entry and its row in the directory differ");
    }

    @Test
    void a_plan_for_another_backend_is_refused() {
        assertThat(why(withPlan("\u0004http", "\u0004file"))).contains("another backend");
        assertThat(why(withPlan("default", "another"))).contains("another backend");
    }

    @Test
    void a_plan_that_brings_an_address_of_its_own_is_refused() {
        byte[] plan = entries().get("tfplan");
        int address = indexOf(plan, "address") + "address".length();
        assertThat(plan[address]).isEqualTo((byte) 0xc0);
        plan[address] = (byte) 0xc2;

        assertThat(why(with("tfplan", plan))).contains("settings of its own");
    }

    @Test
    void a_second_backend_in_the_message_is_refused() {
        byte[] plan = entries().get("tfplan");
        byte[] doubled = Arrays.copyOf(plan, plan.length + 2);
        doubled[plan.length] = 13 << 3 | 2;

        assertThat(why(with("tfplan", doubled))).contains("backend occurs 2 times");
    }

    @Test
    void a_prior_state_with_two_serials_is_refused() {
        byte[] state = "{\"version\":4,\"serial\":1,\"lineage\":\"a\",\"SERIAL\":9}".getBytes(StandardCharsets.UTF_8);

        assertThat(why(with("tfstate", state))).contains("its prior state is none");
    }

    /** One changed byte is noticed or harmless (a time stamp), and nothing is thrown whatever it is. */
    @Property(tries = 2000)
    void a_changed_byte_never_changes_what_is_read(@ForAll @IntRange(max = 3500) int at, @ForAll byte value) {
        byte[] file = REAL.clone();
        file[at % file.length] = value;

        if (open(file) instanceof PlanFile.Opening.Opened o) {
            PlanFile real = opened(REAL);
            assertThat(o.plan().entries().keySet())
                    .containsExactlyElementsOf(real.entries().keySet());
            o.plan()
                    .entries()
                    .forEach((name, content) ->
                            assertThat(content).isEqualTo(real.entries().get(name)));
        }
    }

    @Property(tries = 300)
    void a_plan_cut_short_is_refused(@ForAll @IntRange(max = 3500) int length) {
        assertThat(why(Arrays.copyOf(REAL, length % REAL.length))).isNotEmpty();
    }

    private static PlanFile.Opening open(byte[] file) {
        return PlanFile.open(file);
    }

    private static PlanFile opened(byte[] file) {
        return switch (open(file)) {
            case PlanFile.Opening.Opened o -> o.plan();
            case PlanFile.Opening.Refused r -> throw new AssertionError(r.why());
        };
    }

    private static String why(byte[] file) {
        return switch (open(file)) {
            case PlanFile.Opening.Opened o -> throw new AssertionError("it was opened");
            case PlanFile.Opening.Refused r -> r.why();
        };
    }

    private static Map<String, byte[]> entries() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        opened(REAL).entries().forEach((name, content) -> entries.put(name, content.clone()));
        return entries;
    }

    private static byte[] with(String name, byte[] content) {
        Map<String, byte[]> entries = entries();
        entries.put(name, content);
        return zip(entries);
    }

    /** The plan message with a word of the same length replaced. */
    private static byte[] withPlan(String word, String other) {
        byte[] plan = entries().get("tfplan");
        System.arraycopy(other.getBytes(StandardCharsets.UTF_8), 0, plan, indexOf(plan, word), word.length());
        return with("tfplan", plan);
    }

    /** A zip by another writer; {@code alias} is written first and then renamed to {@code name} in the bytes. */
    private static byte[] zip(Map<String, byte[]> entries, String... aliasAndName) {
        Map<String, byte[]> all = new LinkedHashMap<>(entries);
        String alias = aliasAndName.length == 0 ? "" : aliasAndName[0];
        if (!alias.isEmpty()) {
            all.put(alias.substring(0, aliasAndName[1].length()), new byte[0]);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (var entry : all.entrySet()) {
                ZipEntry stored = new ZipEntry(entry.getKey());
                CRC32 crc = new CRC32();
                crc.update(entry.getValue());
                stored.setMethod(ZipEntry.STORED);
                stored.setSize(entry.getValue().length);
                stored.setCrc(crc.getValue());
                out.putNextEntry(stored);
                out.write(entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] zip = bytes.toByteArray();
        if (!alias.isEmpty()) {
            String planted = alias.substring(0, aliasAndName[1].length());
            for (int at = indexOf(zip, planted); at >= 0; at = indexOf(zip, planted)) {
                System.arraycopy(aliasAndName[1].getBytes(StandardCharsets.UTF_8), 0, zip, at, planted.length());
            }
        }
        return zip;
    }

    private static int indexOf(byte[] bytes, String word) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(word);
    }

    private static byte[] resource(String name) {
        try (var in = PlanFileTest.class.getResourceAsStream("/engine/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
