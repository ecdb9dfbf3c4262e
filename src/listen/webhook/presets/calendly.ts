// Calendly: meetings that people book, cancel, move and miss, and the forms that lead there.
import type { WebhookPreset } from "./preset.ts";

export const calendly: WebhookPreset = {
  id: "calendly",
  name: "Calendly",
  docs_url: "https://developer.calendly.com/api-docs/webhook-payload",
  mapping: {
    when: `event in ["invitee.created", "invitee.canceled", "invitee_no_show.created", "routing_form_submission.created"]`,
    event: `event = "invitee.created" ? (payload.old_invitee ? "Meeting Rescheduled" : "Meeting Booked")
  : event = "invitee.canceled" ? (payload.rescheduled ? "Meeting Moved Away" : "Meeting Canceled")
  : event = "invitee_no_show.created" ? "Meeting Missed"
  : "Lead Created"`,
    traits: `(
  $p := $type(payload.invitee) = "object" ? payload.invitee : payload;
  $email := $p.email ? $p.email : payload.questions_and_answers[$contains($lowercase(question), "email")][0].answer;
  $merge([
    $email ? {"email": $lowercase($email)} : {}, $p.name ? {"name": $p.name} : {},
    $p.first_name ? {"first_name": $p.first_name} : {}, $p.last_name ? {"last_name": $p.last_name} : {},
    $p.timezone ? {"time_zone": $p.timezone} : {}, $p.text_reminder_number ? {"phone": $p.text_reminder_number} : {}
  ])
)`,
    properties: `(
  $m := payload.scheduled_event;
  $merge([
    {"meeting_id": $m.uri, "meeting": $m.name, "starts_at": $m.start_time, "ends_at": $m.end_time, "place": $m.location.type},
    payload.cancellation.reason ? {"reason": payload.cancellation.reason} : {},
    payload.cancellation.canceler_type ? {"canceled_by": payload.cancellation.canceler_type} : {},
    payload.tracking.utm_source ? {"utm_source": payload.tracking.utm_source} : {},
    payload.tracking.utm_medium ? {"utm_medium": payload.tracking.utm_medium} : {},
    payload.tracking.utm_campaign ? {"utm_campaign": payload.tracking.utm_campaign} : {},
    payload.payment.amount ? {"amount": payload.payment.amount, "currency": payload.payment.currency} : {},
    $count(payload.questions_and_answers) > 0 ? {"answers": [payload.questions_and_answers.{"question": question, "answer": answer}]} : {}
  ])
)`,
    // Whoever fills in a form may leave out who it was.
    context: `payload.submitter or payload.uri ? {"externalIds": [
  {"id": payload.submitter ? payload.submitter : payload.uri, "type": "calendly_invitee", "collection": "users", "encoding": "none"}
]}`,
    messageId: `event & ":" & (payload.uri ? payload.uri : $string(payload))`,
    timestamp: `created_at`,
  },
  signature: {
    algorithm: "sha256",
    encoding: "hex",
    signature: { in: "header", name: "Calendly-Webhook-Signature", part: "v1" },
    timestamp: { in: "header", name: "Calendly-Webhook-Signature", part: "t" },
    signed: "{timestamp}.{body}",
    tolerance_s: 300,
  },
  sample: {
    headers: {},
    payload: {
      event: "invitee.created",
      created_at: "2024-06-03T09:41:25.000000Z",
      created_by: "https://api.calendly.com/users/AAAAAAAAAAAAAAAA",
      payload: {
        cancel_url: "https://calendly.com/cancellations/BBBBBBBBBBBBBBBB",
        created_at: "2024-06-03T09:41:24.910437Z",
        email: "maria@example.com",
        event: "https://api.calendly.com/scheduled_events/CCCCCCCCCCCCCCCC",
        first_name: null,
        last_name: null,
        name: "Maria Nowak",
        new_invitee: null,
        no_show: null,
        old_invitee: null,
        payment: null,
        questions_and_answers: [
          { answer: "The price of a team plan", position: 0, question: "What shall we talk about?" },
        ],
        reschedule_url: "https://calendly.com/reschedulings/BBBBBBBBBBBBBBBB",
        rescheduled: false,
        scheduled_event: {
          uri: "https://api.calendly.com/scheduled_events/CCCCCCCCCCCCCCCC",
          name: "30 minutes",
          status: "active",
          start_time: "2024-06-10T12:00:00.000000Z",
          end_time: "2024-06-10T12:30:00.000000Z",
          event_type: "https://api.calendly.com/event_types/DDDDDDDDDDDDDDDD",
          location: {
            type: "google_conference",
            status: "pushed",
            join_url: "https://calendly.com/events/x/google_meet",
          },
          invitees_counter: { total: 1, active: 1, limit: 1 },
        },
        status: "active",
        text_reminder_number: null,
        timezone: "Europe/Warsaw",
        tracking: {
          utm_campaign: "spring",
          utm_source: "newsletter",
          utm_medium: null,
          utm_content: null,
          utm_term: null,
        },
        uri: "https://api.calendly.com/scheduled_events/CCCCCCCCCCCCCCCC/invitees/BBBBBBBBBBBBBBBB",
      },
    },
  },
};
