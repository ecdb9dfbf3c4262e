// Zendesk: tickets that are opened, answered, resolved and opened again, and its users.
import type { WebhookPreset } from "./preset.ts";

export const zendesk: WebhookPreset = {
  id: "zendesk",
  name: "Zendesk",
  docs_url: "https://developer.zendesk.com/api-reference/webhooks/event-types/ticket-events/",
  mapping: {
    when: `type in ["zen:event-type:ticket.created", "zen:event-type:user.created"]
  or (type = "zen:event-type:ticket.comment_added" and event.comment.is_public)
  or (type = "zen:event-type:ticket.status_changed" and (
    event.current in ["SOLVED", "CLOSED"] and $not(event.previous in ["SOLVED", "CLOSED"])
    or event.previous in ["SOLVED", "CLOSED"] and $not(event.current in ["SOLVED", "CLOSED"])))`,
    type: `type = "zen:event-type:user.created" ? "identify" : "track"`,
    event: `type = "zen:event-type:ticket.created" ? "Ticket Opened"
  : type = "zen:event-type:ticket.comment_added" ? "Ticket Replied"
  : type = "zen:event-type:ticket.status_changed" ? (event.current in ["SOLVED", "CLOSED"] ? "Ticket Resolved" : "Ticket Reopened")`,
    traits: `type = "zen:event-type:user.created" ? $merge([
  detail.email ? {"email": detail.email} : {},
  detail.role ? {"zendesk_role": detail.role} : {}
]) : {}`,
    properties: `type = "zen:event-type:user.created" ? {} : $merge([
  {
    "ticket_id": $string(detail.id), "subject": detail.subject, "status": $lowercase(detail.status),
    "priority": $lowercase(detail.priority), "ticket_type": $lowercase(detail.type), "via": detail.via.channel,
    "tags": [detail.tags]
  },
  detail.assignee_id ? {"agent_id": $string(detail.assignee_id)} : {},
  detail.group_id ? {"group_id": $string(detail.group_id)} : {},
  $exists(event.comment) ? {"text": event.comment.body, "author": event.comment.author.is_staff ? "agent" : "customer"} : {},
  $exists(event.previous) ? {"previous_status": $lowercase(event.previous)} : {}
])`,
    context: `(
  $person := type = "zen:event-type:user.created" ? detail.id : detail.requester_id;
  $person ? {"externalIds": [{"id": $string($person), "type": "zendesk_user_id", "collection": "users", "encoding": "none"}]}
)`,
    messageId: `id`,
    timestamp: `time`,
  },
  signature: {
    algorithm: "sha256",
    encoding: "base64",
    signature: { in: "header", name: "X-Zendesk-Webhook-Signature" },
    timestamp: { in: "header", name: "X-Zendesk-Webhook-Signature-Timestamp" },
    signed: "{timestamp}{body}",
    tolerance_s: 300,
  },
  sample: {
    headers: {},
    payload: {
      account_id: 22129848,
      detail: {
        actor_id: "8447388090494",
        assignee_id: "8447388090494",
        brand_id: "8447346621310",
        created_at: "2025-01-08T10:12:07Z",
        custom_status: "8447320465790",
        description: "The package came without the cup.",
        external_id: null,
        form_id: "8646151517822",
        group_id: "8447320466430",
        id: "5158",
        is_public: true,
        organization_id: "8447346622462",
        priority: "HIGH",
        requester_id: "8447388090493",
        status: "OPEN",
        subject: "A cup is missing",
        submitter_id: "8447388090494",
        tags: ["delivery"],
        type: "PROBLEM",
        updated_at: "2025-01-08T10:12:07Z",
        via: { channel: "web_service" },
      },
      event: {},
      id: "cbe4028c-7239-495d-b020-f22348516046",
      subject: "zen:ticket:5158",
      time: "2025-01-08T10:12:07.672717030Z",
      type: "zen:event-type:ticket.created",
      zendesk_event_version: "2022-11-06",
    },
  },
};
