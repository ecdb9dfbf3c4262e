// The stream as a hook: listens while the page is open, gathers for a moment, comes back by itself when it breaks.
import { useEffect, useMemo, useReducer, useRef, useState } from "react";
import type { LiveEvent, LiveFilter, LiveHello, LiveRate } from "#contract";
import { apiUrl } from "../../ui/api.ts";
import { emptyFeed, type Feed, keyOf, type Message, type Row, reduce } from "./feed.ts";

export type Connection = "connecting" | "open" | "broken";

/** New rows are drawn together, so often. */
const gather_ms = 250;

interface Handlers {
  readonly dispatch: (message: Message) => void;
  readonly setConnection: (connection: Connection) => void;
  readonly isHeld: () => boolean;
}

/** Listens until the answer is called. */
function listen(url: string, { dispatch, setConnection, isHeld }: Handlers): () => void {
  const stream = new EventSource(url);
  let gathered: Row[] = [];
  const read = <Data>(name: string, take: (data: Data, id: string) => void) =>
    stream.addEventListener(name, ({ data, lastEventId }: MessageEvent<string>) => take(JSON.parse(data), lastEventId));
  stream.onopen = () => setConnection("open");
  // A server that refuses ends the stream for good; one that went away is asked again by the browser.
  stream.onerror = () => setConnection(stream.readyState === EventSource.CLOSED ? "broken" : "connecting");
  read<LiveHello>("hello", ({ seconds }) => dispatch({ is: "hello", seconds }));
  read<LiveRate>("rate", (rate) => dispatch({ is: "rate", rate }));
  read<LiveEvent>("live", (event, id) => gathered.push({ key: keyOf(event, id), event }));
  const timer = setInterval(() => {
    if (gathered.length === 0) return;
    dispatch({ is: "events", rows: gathered, held: isHeld() });
    gathered = [];
  }, gather_ms);
  return () => {
    clearInterval(timer);
    stream.close();
  };
}

interface LiveFeed {
  readonly feed: Feed;
  readonly connection: Connection;
  readonly release: () => void;
  readonly again: () => void;
}

/** The feed of a filter. While `held`, new rows wait; when it ends they come in together. */
export function useFeed(filter: LiveFilter, held: boolean): LiveFeed {
  const [feed, dispatch] = useReducer(reduce, emptyFeed);
  const [connection, setConnection] = useState<Connection>("connecting");
  const [tries, setTries] = useState(0);
  const holding = useRef(held);
  const url = apiUrl("/api/v1/live", filter);
  // Asking again for the same is another asking.
  const asked = useMemo(() => ({ url, tries }), [url, tries]);
  useEffect(() => {
    holding.current = held;
    if (!held) dispatch({ is: "release" });
  }, [held]);
  useEffect(() => {
    setConnection("connecting");
    dispatch({ is: "clear" });
    return listen(asked.url, { dispatch, setConnection, isHeld: () => holding.current });
  }, [asked]);
  return {
    feed,
    connection,
    release: () => dispatch({ is: "release" }),
    again: () => setTries((count) => count + 1),
  };
}
