import type { Component } from 'svelte';

/** A Lucide icon, imported by itself: `import Users from '@lucide/svelte/icons/users'`. */
export type Icon = Component<{ size?: number }>;
