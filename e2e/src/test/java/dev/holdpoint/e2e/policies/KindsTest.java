package dev.holdpoint.e2e.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.api.Holdpoint;
import dev.holdpoint.e2e.cluster.ClusterExtension;
import dev.holdpoint.e2e.cluster.TestCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ClusterExtension.class)
class KindsTest {
    @Test
    void a_real_api_server_serves_all_nine_kinds(TestCluster test) {
        assertThat(test.installer()
                        .getApiResources(Holdpoint.GROUP + "/" + Holdpoint.VERSION)
                        .getResources())
                .filteredOn(kind -> !kind.getName().contains("/"))
                .hasSize(9);
    }
}
