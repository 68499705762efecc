import { z } from 'zod';

/** The local API for registers. Closed unless the owner says where it listens. */
export const RegisterApiSettings = z.object({
  /** Another host than this computer's own has to be said: then the network can reach it. */
  listen: z
    .object({
      host: z
        .string()
        .min(1)
        .refine(
          (host) => host !== '0.0.0.0' && host !== '::',
          'name one address: the API answers its own name only',
        )
        .default('127.0.0.1'),
      port: z.int().min(0).max(65_535).default(7410),
    })
    .nullable()
    .default(null),
  /** How much a register may ask in a minute. */
  perMinute: z.int().min(1).max(100_000).default(600),
});
export type RegisterApiSettings = z.output<typeof RegisterApiSettings>;
