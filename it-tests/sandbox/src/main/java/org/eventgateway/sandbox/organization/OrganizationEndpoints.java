package org.eventgateway.sandbox.organization;

import jakarta.json.JsonArrayBuilder;
import java.util.Map;
import org.eventgateway.sandbox.api.Call;
import org.eventgateway.sandbox.api.Endpoint;
import org.eventgateway.sandbox.api.Operation;
import org.eventgateway.sandbox.http.SandboxReply;
import org.eventgateway.sandbox.json.JsonText;

/** Answers the one operation on an organization as such. */
public final class OrganizationEndpoints {
    private OrganizationEndpoints() {}

    public static Map<Operation, Endpoint> all() {
        return Map.of(Operation.ORGANIZATION_DETAILS, OrganizationEndpoints::details);
    }

    private static SandboxReply details(Call call) {
        Organization organization = call.organization();
        JsonArrayBuilder audiences = JsonText.array();
        organization
                .audience()
                .ifPresent(list -> audiences.add(JsonText.object().add("api_name", list.apiName())));
        return SandboxReply.json(
                200,
                JsonText.object()
                        .add("name", organization.name())
                        .add("languages", JsonText.strings(organization.languages()))
                        .add("audiences", audiences)
                        .add("default_mail_domain", organization.mailDomain())
                        .add("connector_instances", JsonText.array())
                        .build());
    }
}
