// dependency-cruiser reads TypeScript through the compiler's JavaScript interface, which TypeScript 7 has not: it alone gets version 6.
import { registerHooks } from 'node:module';

registerHooks({
  resolve(specifier, context, next) {
    const asked = context.parentURL?.includes('/node_modules/dependency-cruiser/');
    return next(asked ? specifier.replace(/^typescript(?=\/|$)/, 'typescript-6') : specifier, context);
  },
});
