import type { LucideIcon } from 'lucide-react';
import { ChartColumn } from 'lucide-react';
import type { ComponentType } from 'react';
import type { FeedState } from './overview-feed.ts';
import { OverviewPage } from './pages/overview/overview.page.tsx';

/** A page of the owner's web. To add one: a folder `pages/<name>/`, a line here, and its word `dashboard.page.<id>`. */
export interface Page {
  id: string;
  icon: LucideIcon;
  Page: ComponentType<{ feed: FeedState; again: () => void }>;
}

/** Every page, in the order of the rail. The first one is where everybody starts. */
export const pages: readonly [Page, ...Page[]] = [{ id: 'overview', icon: ChartColumn, Page: OverviewPage }];
