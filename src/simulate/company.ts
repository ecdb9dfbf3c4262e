// The company: every parameter of the models, with its unit and where it is from. Shares are 0..1, money is in minor units.

/** How much company there is to be. */
export interface CompanySize {
  readonly seed: number;
  readonly customers: number;
  readonly months: number;
  /** End of the history, exclusive; midnight UTC. */
  readonly until: Date;
}

/** Big enough to show everything, small enough for the first minute. */
export const defaultCompany = { seed: 1, customers: 20_000, months: 24 } as const;

/** Latarnia sells things for the home from Warsaw. */
export const name = "Latarnia";
export const currency = "PLN";
export const time_zone = "Europe/Warsaw";
