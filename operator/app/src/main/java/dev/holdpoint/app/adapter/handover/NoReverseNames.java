package dev.holdpoint.app.adapter.handover;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.stream.Stream;

/**
 * Never asks DNS for the name of a peer. The JDK's HTTPS server does so for every connection before its handshake, and in
 * a cluster without DNS each of them hung for as long as the system's resolver tries (measured: 20 s and more). Nothing
 * here needs a peer's name: who asks is proven by a token.
 */
public final class NoReverseNames extends InetAddressResolverProvider {
    @Override
    public InetAddressResolver get(Configuration configuration) {
        return new Forward(configuration.builtinResolver());
    }

    @Override
    public String name() {
        return "holdpoint without reverse lookups";
    }

    private record Forward(InetAddressResolver builtin) implements InetAddressResolver {
        @Override
        public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
            return builtin.lookupByName(host, policy);
        }

        /** The caller then uses the address in digits. */
        @Override
        public String lookupByAddress(byte[] address) throws UnknownHostException {
            throw new UnknownHostException("addresses are not turned into names here");
        }
    }
}
