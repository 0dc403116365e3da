package org.eventgateway.sandbox.organization;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.eventgateway.sandbox.journey.Journey;
import org.eventgateway.sandbox.journey.SentMessages;
import org.eventgateway.sandbox.list.ListHeader;
import org.eventgateway.sandbox.list.ListType;
import org.eventgateway.sandbox.list.SmcList;

/** One organization: lists, journeys and sent messages. Safe for use by many threads. */
public final class Organization {
    // the vendor's own numbers are not public; any start will do
    private static final long FIRST_LIST_ID = 412;

    private final String name;
    private final List<String> languages;
    private final String mailDomain;
    private final Map<String, SmcList> lists = new TreeMap<>();
    private final Map<String, Journey> journeys = new ConcurrentHashMap<>();
    private final SentMessages sentMessages = new SentMessages();

    /** Makes an organization without lists. */
    public Organization(String name, List<String> languages, String mailDomain) {
        this.name = name;
        this.languages = List.copyOf(languages);
        this.mailDomain = mailDomain;
    }

    public String name() {
        return name;
    }

    public List<String> languages() {
        return languages;
    }

    public String mailDomain() {
        return mailDomain;
    }

    /** Adds a list; false if its api_name is taken or it would be a second audience. */
    public synchronized boolean addList(ListHeader header) {
        boolean second = header.type() == ListType.USERLIST && audience().isPresent();
        if (second || lists.containsKey(header.apiName())) {
            return false;
        }
        lists.put(header.apiName(), new SmcList(FIRST_LIST_ID + lists.size(), header));
        return true;
    }

    public synchronized Optional<SmcList> list(String apiName) {
        return Optional.ofNullable(lists.get(apiName));
    }

    /** The lists in the order of their api_names. */
    public synchronized List<SmcList> lists() {
        return List.copyOf(lists.values());
    }

    /** The list of contacts, of which there is one at best. */
    public synchronized Optional<SmcList> audience() {
        return lists.values().stream()
                .filter(list -> list.header().type() == ListType.USERLIST)
                .findFirst();
    }

    /** The journeys by api_name; filled by the seed. */
    public Map<String, Journey> journeys() {
        return journeys;
    }

    public SentMessages sentMessages() {
        return sentMessages;
    }
}
