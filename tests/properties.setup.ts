// A property that fails is told with the example found so far, before the clock of its test ends it without any.
import fc from "fast-check";

fc.configureGlobal({ interruptAfterTimeLimit: 45_000 });
