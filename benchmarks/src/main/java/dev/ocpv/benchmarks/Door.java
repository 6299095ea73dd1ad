package dev.ocpv.benchmarks;

/** How a client reaches which server. */
public enum Door {
    /** Our server, called by the client in the same thread. */
    IN_PROCESS {
        @Override
        public Rig open() {
            return KitRig.inProcess();
        }
    },
    /** Our server through a socket; the client's HTTP library is Vert.x. */
    HTTP {
        @Override
        public Rig open() {
            return KitRig.http();
        }
    },
    /** The mock server of fabric8, which has no other door than a socket; the client's HTTP library is Vert.x. */
    MOCK {
        @Override
        public Rig open() {
            return new MockRig();
        }
    };

    /** {@return an empty server behind this door, and a client of it} */
    public abstract Rig open();
}
