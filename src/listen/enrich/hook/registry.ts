// Every built-in hook there is. To add one: a file beside this and a line here.
import { deviceHook } from "./device.ts";
import { emailDomainHook } from "./email-domain.ts";
import type { BuiltInHook } from "./hook.ts";
import { ipCountryHook } from "./ip-country.ts";
import { phoneHook } from "./phone.ts";
import { salutationHook } from "./salutation.ts";

export const builtInHooks: readonly BuiltInHook[] = [
  phoneHook,
  emailDomainHook,
  deviceHook,
  ipCountryHook,
  salutationHook,
];
