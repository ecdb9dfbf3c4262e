// What a site sees of the SDK: its options, its calls, and what it reports.

/** Anything that JSON can hold; what it cannot hold is left out. */
export type Properties = Readonly<Record<string, unknown>>;

/** Purposes a visitor agreed to or not, as a consent banner names them: `{ analytics: true, marketing: false }`. */
export type Consents = Readonly<Record<string, boolean>>;

export interface Options {
  /** The source's key; it may only write. */
  readonly writeKey: string;
  /** The address of Kompas: "https://kompas.example.com". */
  readonly host: string;
  /**
   * Until consent was told: "given" (the default) collects at once, "ask" keeps in memory what happens and stores and
   * sends nothing, "drop" does not even remember it.
   */
  readonly consent?: "given" | "ask" | "drop";
  /** The purpose that collecting falls under; "analytics" when left out. */
  readonly consentCategory?: string;
  /** Collects nothing from visitors whose browser says Do Not Track or Global Privacy Control. */
  readonly respectDoNotTrack?: boolean;
  /** Tells each page view by itself, also where a page changes its address without loading. */
  readonly trackPages?: boolean;
  /** Tells clicks on elements with `data-kompas-click`, and on those that a CSS selector names. */
  readonly trackClicks?: boolean | string;
  /** Shares the anonymous id between hosts of one domain by a cookie: ".example.com". */
  readonly cookieDomain?: string;
  /** How long events are gathered before they are sent; 1000 when left out. */
  readonly flushAfterMs?: number;
  /** How many unsent events are kept; beyond it the oldest go. 1000 when left out. */
  readonly maxQueue?: number;
  /** How long a session lasts without any event; 30 minutes when left out. */
  readonly sessionMs?: number;
  /** Changes an event before it is queued, or keeps it back by answering null. */
  readonly beforeSend?: (event: Message) => Message | null;
  /** Told of everything that went wrong. Nothing is ever thrown. */
  readonly onError?: (problem: Trouble) => void;
}

/** Of a single call. */
export interface CallOptions {
  /** When it happened; now when left out. */
  readonly timestamp?: Date | number | string;
  /** More context, over what the SDK finds by itself. */
  readonly context?: Properties;
}

/** An event as it is sent: Segment's contract. */
export interface Message {
  readonly type: "page" | "track" | "identify" | "group" | "alias";
  readonly messageId: string;
  readonly timestamp: string;
  readonly anonymousId: string;
  readonly userId?: string | undefined;
  readonly previousId?: string | undefined;
  readonly groupId?: string | undefined;
  readonly event?: string | undefined;
  readonly name?: string | undefined;
  readonly properties?: Properties | undefined;
  readonly traits?: Properties | undefined;
  readonly context: Properties;
}

/**
 * What went wrong: `refused` by the server, so dropped; `full` and `too_large` dropped here; `failed` is a fault of the
 * SDK or of a callback.
 */
export interface Trouble {
  readonly code: "refused" | "full" | "too_large" | "failed";
  readonly message: string;
  /** How many events are lost by it. */
  readonly lost: number;
}

/** Who the visitor is, as far as is known. Null where nothing may be collected or nothing was said. */
export interface Identity {
  readonly anonymousId: string | null;
  readonly userId: string | null;
  readonly groupId: string | null;
  readonly sessionId: string | null;
}

/** The SDK. Its calls never throw and never wait for the network. */
export interface Kompas {
  /** A page was seen. Its address, title and referrer are added. */
  page(name?: string, properties?: Properties, options?: CallOptions): void;
  /** Something was done: `track("Order Completed", { revenue: 12.5, currency: "EUR" })`. */
  track(event: string, properties?: Properties, options?: CallOptions): void;
  /** Who the visitor is, by your own id, and what is known of them. Without an id only traits are told. */
  identify(userId?: string | number | null, traits?: Properties, options?: CallOptions): void;
  /** The company or household that the visitor belongs to. */
  group(groupId: string | number, traits?: Properties, options?: CallOptions): void;
  /** Two ids are one person; the previous one is the current one when left out. */
  alias(userId: string | number, previousId?: string | number, options?: CallOptions): void;
  /** Forgets who the visitor is, at a logout. What is not sent yet still is. */
  reset(): void;
  /** Says which purposes the visitor agrees to; purposes that are not named stay as they were. */
  consent(categories: Consents): void;
  /** Sends what is queued, now; settles when the attempt is over. */
  flush(): Promise<void>;
  /** Who the visitor is. */
  identity(): Identity;
}
