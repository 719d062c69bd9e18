import BookOpenText from '@lucide/svelte/icons/book-open-text';
import Building from '@lucide/svelte/icons/building';
import CalendarCheck from '@lucide/svelte/icons/calendar-check';
import Calendar from '@lucide/svelte/icons/calendar';
import Circle from '@lucide/svelte/icons/circle';
import CreditCard from '@lucide/svelte/icons/credit-card';
import FileText from '@lucide/svelte/icons/file-text';
import Folder from '@lucide/svelte/icons/folder';
import Gift from '@lucide/svelte/icons/gift';
import Globe from '@lucide/svelte/icons/globe';
import HandCoins from '@lucide/svelte/icons/hand-coins';
import HandHeart from '@lucide/svelte/icons/hand-heart';
import History from '@lucide/svelte/icons/history';
import House from '@lucide/svelte/icons/house';
import IdCard from '@lucide/svelte/icons/id-card';
import Landmark from '@lucide/svelte/icons/landmark';
import Mail from '@lucide/svelte/icons/mail';
import Megaphone from '@lucide/svelte/icons/megaphone';
import MessagesSquare from '@lucide/svelte/icons/messages-square';
import Newspaper from '@lucide/svelte/icons/newspaper';
import NotebookPen from '@lucide/svelte/icons/notebook-pen';
import Package from '@lucide/svelte/icons/package';
import ReceiptText from '@lucide/svelte/icons/receipt-text';
import Scale from '@lucide/svelte/icons/scale';
import Settings from '@lucide/svelte/icons/settings';
import Shapes from '@lucide/svelte/icons/shapes';
import ShieldCheck from '@lucide/svelte/icons/shield-check';
import Upload from '@lucide/svelte/icons/upload';
import Users from '@lucide/svelte/icons/users';
import Vote from '@lucide/svelte/icons/vote';
import Wallet from '@lucide/svelte/icons/wallet';
import type { Icon } from '../icon.ts';

/** The icons a manifest may name for its navigation entries. */
export const ICONS: Readonly<Record<string, Icon>> = {
	'book-open-text': BookOpenText,
	building: Building,
	calendar: Calendar,
	'calendar-check': CalendarCheck,
	'credit-card': CreditCard,
	'file-text': FileText,
	folder: Folder,
	gift: Gift,
	globe: Globe,
	'hand-coins': HandCoins,
	'hand-heart': HandHeart,
	history: History,
	house: House,
	'id-card': IdCard,
	landmark: Landmark,
	mail: Mail,
	megaphone: Megaphone,
	'messages-square': MessagesSquare,
	newspaper: Newspaper,
	'notebook-pen': NotebookPen,
	package: Package,
	'receipt-text': ReceiptText,
	scale: Scale,
	settings: Settings,
	shapes: Shapes,
	'shield-check': ShieldCheck,
	upload: Upload,
	users: Users,
	vote: Vote,
	wallet: Wallet
};

/** A plain circle for a name the shell does not know. */
export function iconOf(name: string): Icon {
	return ICONS[name] ?? Circle;
}
