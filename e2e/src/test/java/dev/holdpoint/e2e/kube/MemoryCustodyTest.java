package dev.holdpoint.e2e.kube;

/** The fake keeps what the real custody keeps. */
class MemoryCustodyTest implements StateCustodyContract {
    @Override
    public Scene scene() {
        MemoryCustody custody = new MemoryCustody();
        custody.add("shop");
        return new Scene("shop", custody, "pod-uid", custody, custody);
    }
}
