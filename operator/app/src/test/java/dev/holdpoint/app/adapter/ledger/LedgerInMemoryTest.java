package dev.holdpoint.app.adapter.ledger;

import dev.holdpoint.app.port.Repository;
import dev.holdpoint.app.shop.Shop;
import dev.holdpoint.core.record.LedgerFolder;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The remote that the ledger's own tests stand on. */
class LedgerInMemoryTest implements LedgerContract {
    private Remote remote;

    @BeforeEach
    void open(@TempDir Path keys) {
        remote = new InMemory(new Shop(keys), new MemoryRemote());
    }

    @Override
    public Remote remote() {
        return remote;
    }

    private record InMemory(Shop shop, MemoryRemote server) implements Remote {
        @Override
        public Repository open() {
            return server.open();
        }

        @Override
        public Optional<String> branch() {
            return Optional.ofNullable(server.refs.get(LedgerFolder.BRANCH));
        }

        @Override
        public void move(Optional<String> to) {
            to.ifPresentOrElse(
                    commit -> server.refs.put(LedgerFolder.BRANCH, commit),
                    () -> server.refs.remove(LedgerFolder.BRANCH));
        }
    }
}
