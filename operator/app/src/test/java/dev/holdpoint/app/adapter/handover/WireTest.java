package dev.holdpoint.app.adapter.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.app.port.RunDesk.Assignment;
import dev.holdpoint.app.port.RunDesk.Delivery;
import dev.holdpoint.app.port.RunDesk.Diagnostic;
import dev.holdpoint.app.port.StateCustody;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class WireTest {
    private static final Assignment ASSIGNMENT = new Assignment(
            "OpenTofu",
            "1.11.14",
            "ab",
            "stacks/shop",
            Map.of("stacks/shop/main.tf", new byte[] {1, 2}, "ä.tf", new byte[0]),
            "cd",
            "# lock",
            Optional.of(new byte[] {3}),
            Optional.empty(),
            120,
            Map.of("AWS_REGION", "eu-central-1"));

    @Test
    void an_assignment_arrives_as_it_was_sent() throws IOException {
        assertThat(Wire.readAssignment(in(bytes(ASSIGNMENT))))
                .usingRecursiveComparison()
                .isEqualTo(ASSIGNMENT);
    }

    @Test
    void a_message_that_was_cut_off_anywhere_is_refused() throws IOException {
        byte[] whole = bytes(ASSIGNMENT);
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> Wire.readAssignment(in(part))).isInstanceOf(Malformed.class);
        }
    }

    @Test
    void a_message_with_more_behind_it_is_refused() throws IOException {
        byte[] whole = bytes(ASSIGNMENT);
        assertThatThrownBy(() -> Wire.readAssignment(in(Arrays.copyOf(whole, whole.length + 1))))
                .isInstanceOf(Malformed.class);
    }

    @Test
    void a_length_over_the_limit_is_refused_before_it_is_read() throws IOException {
        byte[] message = bytes(new Delivery.Rendered(new byte[8]));
        ByteBuffer.wrap(message).putInt(5, Wire.MAX_BLOB + 1);
        assertThatThrownBy(() -> Wire.readDelivery(in(message))).isInstanceOf(BoundedStream.TooLarge.class);
    }

    @Test
    void the_largest_state_goes_to_a_run_and_nothing_larger_than_the_largest_candidate() throws IOException {
        Assignment with = assignment(Optional.of(new byte[StateCustody.MAX_STATE]));
        assertThat(Wire.readAssignment(in(bytes(with))).state())
                .hasValueSatisfying(state -> assertThat(state).hasSize(StateCustody.MAX_STATE));
        byte[] over = bytes(assignment(Optional.of(new byte[StateCustody.MAX_CANDIDATE + 1])));
        assertThatThrownBy(() -> Wire.readAssignment(in(over))).isInstanceOf(BoundedStream.TooLarge.class);
    }

    private static Assignment assignment(Optional<byte[]> state) {
        return new Assignment("OpenTofu", "1", "ab", "", Map.of(), "cd", "", state, Optional.empty(), 60);
    }

    @Test
    void a_text_that_is_not_utf_8_is_refused() throws IOException {
        byte[] message = bytes(new Delivery.Failed("x"));
        message[9] = (byte) 0xff;
        assertThatThrownBy(() -> Wire.readDelivery(in(message))).isInstanceOf(Malformed.class);
    }

    @Property(tries = 300)
    void every_delivery_arrives_as_it_was_sent(@ForAll byte[] bytes, @ForAll List<Integer> numbers) throws IOException {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        List<Diagnostic> diagnostics = numbers.stream()
                .limit(200)
                .map(number -> new Diagnostic(
                        "error", text.substring(0, Math.min(text.length(), 1000)), "a.tf", number & Integer.MAX_VALUE))
                .toList();
        for (Delivery delivery : List.of(
                new Delivery.Plan(bytes, text),
                new Delivery.Rendered(bytes),
                new Delivery.Rejected(diagnostics),
                new Delivery.Failed(text.substring(0, Math.min(text.length(), 1000))),
                new Delivery.Stalled(text.substring(0, Math.min(text.length(), 1000))),
                new Delivery.CandidateState(bytes))) {
            assertThat(Wire.readDelivery(in(bytes(delivery))))
                    .usingRecursiveComparison()
                    .isEqualTo(delivery);
        }
    }

    @Property(tries = 2000)
    void no_bytes_do_more_harm_than_to_be_refused(@ForAll byte[] noise, @ForAll int at) throws IOException {
        byte[] message = bytes(new Delivery.Plan(new byte[40], "lock"));
        for (int i = 0; i < noise.length; i++) {
            message[Math.floorMod(at + i, message.length)] ^= noise[i];
        }
        try {
            Wire.readDelivery(in(message));
        } catch (Malformed | BoundedStream.TooLarge expected) {
            assertThat(expected).hasMessageNotContaining("null");
        }
    }

    private static ByteArrayInputStream in(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    private static byte[] bytes(Assignment assignment) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Wire.write(assignment, out);
        return out.toByteArray();
    }

    private static byte[] bytes(Delivery delivery) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Wire.write(delivery, out);
        return out.toByteArray();
    }
}
