import type { Api } from '#shared/api/api.ts';
import type { CommandAnswer } from '#shared/api/checkout.api.ts';
import type { Server } from '#shared/api/server.ts';
import type { TillStatus } from '#shared/api/till.api.ts';
import type { RawScan } from '#shared/scan/raw-scan.ts';
import type { WornBrand } from '#shared/settings/brand.ts';
import type { ShopSettings } from '#shared/settings/shop-settings.ts';
import type { VirtualPrinter } from './devices/drivers/virtual-printer/virtual-printer.ts';
import type { Access } from './access/open-access.ts';
import type { Capture } from './capture/open-capture.ts';
import type { Checkout } from './checkout/checkout.ts';
import type { CustomerDisplays } from './display/customer-displays.ts';
import type { RegisterApi } from './register-api/register-api.ts';
import type { SegmentKeeper } from './segments/segment-keeper.ts';
import type { Store } from './store/store.ts';
import type { Link } from './sync/link.ts';

/** The machine at the counter, whole. Both shells attach their windows to `server`. */
export interface Till {
  server: Server<Api>;
  /** What displays towards the customers are attached to instead: they hear no more than a bystander may. */
  displays: Pick<CustomerDisplays, 'attach'>;
  checkout: Checkout;
  /** What a scanner said, to a counter that asks the centre first for what lies elsewhere. */
  scanned(scan: RawScan): Promise<CommandAnswer>;
  /** Tells every window that it belongs to another till from now on. */
  moved(): void;
  store: Store;
  link: Link;
  segments: SegmentKeeper;
  capture: Capture;
  registerApi: RegisterApi;
  access: Access;
  status(): TillStatus;
  /** The shop's choices as they are now. */
  settings: ShopSettings;
  brand(): WornBrand;
  /** Null unless the till prints on the virtual printer. */
  virtualPrinter: VirtualPrinter | null;
  /** Resolves when no print job is under way. */
  printed(): Promise<void>;
  close(): Promise<void>;
}
