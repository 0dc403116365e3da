package org.eventgateway.plugin.testkit;

import java.util.List;
import java.util.Set;
import org.eventgateway.plugin.Plugin;
import org.eventgateway.plugin.SpiVersion;
import org.eventgateway.plugin.destination.DestinationFactory;
import org.eventgateway.plugin.event.EventType;
import org.eventgateway.plugin.source.SourceFactory;

/** Registrations with one fault each. All but one are known to the service loader of these tests. */
public final class FaultyPlugins {
    private FaultyPlugins() {}

    /** Puts a plugin through the kit. */
    abstract static class OfPlugin extends PluginContract {
        private final Plugin plugin;

        OfPlugin(Plugin plugin) {
            this.plugin = plugin;
        }

        @Override
        protected Plugin plugin() {
            return plugin;
        }
    }

    @Breaks("theNameIsValid")
    static class OfBadName extends OfPlugin {
        OfBadName() {
            super(new BadName());
        }
    }

    public static final class BadName extends FakePlugin {
        @Override
        public String name() {
            return "My Plugin";
        }
    }

    @Breaks("theVersionIsNamed")
    static class OfNoVersion extends OfPlugin {
        OfNoVersion() {
            super(new NoVersion());
        }
    }

    public static final class NoVersion extends FakePlugin {
        @Override
        public String version() {
            return " ";
        }
    }

    @Breaks("theSpiVersionRunsHere")
    static class OfNewerSpi extends OfPlugin {
        OfNewerSpi() {
            super(new NewerSpi());
        }
    }

    public static final class NewerSpi extends FakePlugin {
        @Override
        public SpiVersion spiVersion() {
            return new SpiVersion(SpiVersion.CURRENT.major() + 1, 0);
        }
    }

    @Breaks("somethingIsOffered")
    static class OfNothing extends OfPlugin {
        OfNothing() {
            super(new Nothing());
        }
    }

    public static final class Nothing extends FakePlugin {
        @Override
        public List<DestinationFactory> destinations() {
            return List.of();
        }

        @Override
        public List<SourceFactory> sources() {
            return List.of();
        }
    }

    @Breaks("destinationNamesAreValidAndDiffer")
    static class OfTwins extends OfPlugin {
        OfTwins() {
            super(new Twins());
        }
    }

    public static final class Twins extends FakePlugin {
        @Override
        public List<DestinationFactory> destinations() {
            return List.of(super.destinations().get(0), super.destinations().get(0));
        }
    }

    @Breaks("sourceNamesAreValidAndDiffer")
    static class OfTwinSources extends OfPlugin {
        OfTwinSources() {
            super(new TwinSources());
        }
    }

    public static final class TwinSources extends FakePlugin {
        @Override
        public List<SourceFactory> sources() {
            return List.of(super.sources().get(0), super.sources().get(0));
        }
    }

    @Breaks("everyDestinationTakesSomeEventType")
    static class OfIdle extends OfPlugin {
        OfIdle() {
            super(new Idle());
        }
    }

    public static final class Idle extends FakePlugin {
        @Override
        public List<DestinationFactory> destinations() {
            return List.of(new FakeFactory(new FakeRemote(), FakeDestination::new) {
                @Override
                public Set<EventType> eventTypes() {
                    return Set.of();
                }
            });
        }
    }

    @Breaks("everyDestinationCanBeNamedBySenders")
    static class OfUnnamed extends OfPlugin {
        OfUnnamed() {
            super(new Unnamed());
        }
    }

    public static final class Unnamed extends FakePlugin {
        @Override
        public List<DestinationFactory> destinations() {
            return List.of(new FakeFactory(new FakeRemote(), FakeDestination::new) {
                @Override
                public String integrationName() {
                    return "";
                }
            });
        }
    }

    @Breaks("declarationsStayTheSame")
    static class OfMoody extends OfPlugin {
        OfMoody() {
            super(new Moody());
        }
    }

    public static final class Moody extends FakePlugin {
        private int asked;

        @Override
        public String version() {
            return "1." + asked++;
        }
    }

    @Breaks("theServiceLoaderFindsIt")
    static class OfUnregistered extends OfPlugin {
        OfUnregistered() {
            super(new Unregistered());
        }
    }

    public static final class Unregistered extends FakePlugin {}
}
