package org.eventgateway.war;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import org.eclipse.microprofile.config.Config;
import org.eventgateway.engine.Gateway;
import org.eventgateway.engine.GatewaySettings;
import org.eventgateway.engine.GatewaySetup;
import org.eventgateway.engine.plugins.FoundPlugins;
import org.eventgateway.engine.route.RouteSettings;
import org.eventgateway.engine.source.SourceConnection;
import org.eventgateway.engine.source.SourceStatus;
import org.eventgateway.plugin.Plugin;
import org.eventgateway.plugin.settings.SettingLookup;
import org.eventgateway.plugin.settings.SettingsSchema;
import org.eventgateway.trackingapi.parser.ParserLimits;
import org.eventgateway.trackingapi.parser.TrackingParser;
import org.eventgateway.war.config.ConfigLookup;
import org.eventgateway.war.config.SecretKeys;
import org.eventgateway.war.config.ShellSettings;
import org.eventgateway.war.door.PartnerDoor;
import org.eventgateway.war.door.ReceiverDoor;
import org.eventgateway.war.door.ReceivingSources;
import org.eventgateway.war.door.TrackingDoor;
import org.eventgateway.war.http.BodyMemory;
import org.eventgateway.war.http.BodyReader;
import org.eventgateway.war.ops.OperatorAccess;
import org.eventgateway.war.ops.Operators;

/** A running gateway with its doors. Started once and closed once by the server's life cycle; the rest is thread-safe. */
public final class Shell implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Shell.class.getName());

    private final Gateway gateway;
    private final TrackingDoor trackingDoor;
    private final PartnerDoor partnerDoor;
    private final ReceiverDoor receiverDoor;
    private final OperatorAccess operatorAccess;
    private final Operators operators;

    private Shell(Gateway gateway, ShellSettings settings, Clock clock) {
        this.gateway = gateway;
        TrackingParser tracking = new TrackingParser(limits(ParserLimits.TRACKING, settings.bodyLimit()));
        TrackingParser partner = new TrackingParser(limits(ParserLimits.PARTNER, settings.partnerBodyLimit()));
        BodyMemory memory = BodyMemory.ofHeap();
        BodyReader trackingBodies =
                new BodyReader(tracking.limits().bodyBytes(), settings.bodyTimeout(), memory, clock);
        this.trackingDoor =
                new TrackingDoor(gateway.routes(), gateway.intake()::accept, tracking, trackingBodies, clock);
        this.partnerDoor = new PartnerDoor(
                gateway.routes(),
                gateway.intake()::accept,
                partner,
                new BodyReader(partner.limits().bodyBytes(), settings.bodyTimeout(), memory, clock),
                settings.sharedSecret(),
                settings.requireSignature(),
                clock);
        this.receiverDoor = new ReceiverDoor(
                receiving(gateway),
                new BodyReader(settings.receiverBodyLimit(), settings.bodyTimeout(), memory, clock));
        this.operatorAccess =
                new OperatorAccess(settings.operatorKeys(), gateway.routes().openToThisMachineOnly());
        if (operatorAccess.isClosed()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "gateway.operator-key is not set, but gateway.write-keys is: the operator API is closed.");
        }
        this.operators = new Operators(gateway, tracking, trackingBodies, clock);
    }

    /**
     * Reads the settings and starts everything.
     *
     * @throws org.eventgateway.plugin.settings.SettingsException if settings of the gateway itself are wrong, with all faults
     * @throws RuntimeException if the store cannot be opened
     */
    public static Shell start(Config config, FoundPlugins plugins, Clock clock, ThreadFactory threads) {
        SettingLookup lookup = new ConfigLookup(config, new SecretKeys(schemas(plugins.plugins())));
        ShellSettings settings = ShellSettings.read(lookup);
        return new Shell(Gateway.start(new GatewaySetup(lookup, plugins, clock, threads)), settings, clock);
    }

    private static Collection<SettingsSchema> schemas(List<Plugin> plugins) {
        List<SettingsSchema> schemas =
                new ArrayList<>(List.of(GatewaySettings.SCHEMA, RouteSettings.SCHEMA, ShellSettings.SCHEMA));
        plugins.forEach(plugin -> schemas.addAll(SecretKeys.schemas(plugin)));
        return schemas;
    }

    private static ReceivingSources receiving(Gateway gateway) {
        List<String> names = gateway.sources().stream().map(SourceStatus::name).toList();
        return new ReceivingSources() {
            @Override
            public List<String> names() {
                return names;
            }

            @Override
            public Optional<SourceConnection> find(String name) {
                return gateway.source(name);
            }
        };
    }

    private static ParserLimits limits(ParserLimits standard, int bodyBytes) {
        return new ParserLimits(bodyBytes, standard.eventBytes(), standard.events(), standard.depth());
    }

    public TrackingDoor trackingDoor() {
        return trackingDoor;
    }

    public PartnerDoor partnerDoor() {
        return partnerDoor;
    }

    public ReceiverDoor receiverDoor() {
        return receiverDoor;
    }

    public OperatorAccess operatorAccess() {
        return operatorAccess;
    }

    public Operators operators() {
        return operators;
    }

    @Override
    public void close() {
        gateway.close();
    }
}
