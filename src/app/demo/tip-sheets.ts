/** Tip sheets as a training team of a hospital would write them; `[title, topics, job roles, text]`. */
export type DemoTip = readonly [title: string, topics: readonly string[], jobRoles: readonly string[], body: string];

const orders: readonly DemoTip[] = [
  [
    'Sign discharge orders in one go',
    ['discharge', 'orders'],
    ['physician'],
    `Discharge orders wait until **all** of them are signed. The bed is not freed before.

1. Open **Discharge** from the chart's left edge.
2. Reconcile each home medication: *Resume*, *Change* or *Stop*. A line without a choice blocks signing.
3. Choose **Sign all**. The pen at the top turns green.

**It will not sign?** Look for a red dot beside *Follow-up*: a visit or “none needed” must be chosen.

> A resident's discharge goes to the attending for co-signature. The bed is freed at once, the co-signature can follow.`,
  ],
  [
    'Put back an order that was discontinued by mistake',
    ['orders'],
    ['physician'],
    `1. **Orders**, then the tab *Discontinued*.
2. Tick the order and choose **Reorder**. Dose, route and times come with it.
3. Check the *next dose*: it is reckoned from now, not from the old schedule.
4. Sign.

Do not write a new order for the same drug first: the duplicate check then stops both.`,
  ],
  [
    'Find and save your own order set',
    ['orders', 'order sets'],
    ['physician'],
    `- Type three letters of the complaint in **Order sets**. Yours stand first, the hospital's after them.
- Change what you always change, then **Save as mine**. Next time it opens the way you left it.
- A star at the top makes it show on your home page.

Your copy follows the hospital's set: when pharmacy changes a dose there, you are asked whether yours shall follow.`,
  ],
  [
    'Verbal and telephone orders: when, and how they are entered',
    ['orders', 'cpoe'],
    ['physician', 'nurse'],
    `Only in an emergency, in a sterile field, or when you cannot reach a computer.

| who | does |
|---|---|
| Nurse | enters it, mode **Verbal, read back**, reads it back |
| Physician | co-signs within 24 hours from **In basket, To co-sign** |

“Too busy” is a reason to call us, not to give a verbal order: we come to you.`,
  ],
];

const bedside: readonly DemoTip[] = [
  [
    'The scanner does not read a wristband',
    ['medication administration', 'scanner'],
    ['nurse'],
    `1. Clean the window of the scanner, hold it **15 cm** away, flat to the band.
2. A creased band: print a new one, *Patient labels*, **Wristband**.
3. Scanner beeps twice: it is paired to another workstation. Scan the code on the stand to pair it here.
4. Still nothing: choose **Cannot scan**, give the reason, and have a colleague check with you.

Tell us if it happens again on your unit: three of the same are a fault, not a bad day.`,
  ],
  [
    'Give a medication late or early',
    ['medication administration'],
    ['nurse'],
    `- Within the hour before or after: nothing to explain.
- Outside of it: scan as always, then choose the **reason**. *Patient off unit* is the common one.
- A missed dose is charted as **Not given**, with its reason. Never chart it at the old time.

The next dose does not move by itself. If it should, ask pharmacy to **retime**.`,
  ],
  [
    'Document a hand-off in two minutes',
    ['documentation'],
    ['nurse'],
    `Open **Hand-off** from the list of your patients. What is filled by itself stands in grey.

1. Illness severity: one click.
2. *To do* comes from open tasks: strike what is done.
3. *Watch for*: one sentence.

Receive together at the bedside and choose **Received**. Both names are kept.`,
  ],
  [
    'Chart restraint checks without opening the flowsheet each time',
    ['documentation'],
    ['nurse'],
    `From the **Brain** (time line of your shift) choose the clock of the check, then **Same as last**. Change only what is different.

Fifteen-minute checks turn amber after 12 minutes and red after 18.`,
  ],
];

const everywhere: readonly DemoTip[] = [
  [
    'Sign in with your badge, and what to do when it is refused',
    ['sign-in'],
    [],
    `1. Tap once, wait for the tone, type your PIN.
2. **Badge not known**: use name and password once; the page asks you to enrol the badge. Tap it twice.
3. **Access not yet given**: your training is not complete, or your role is wrong. The message names which. We see the same list: call us.

Locked after five wrong passwords: fifteen minutes, or we unlock you at once.`,
  ],
  [
    'Nothing prints, or it prints on another floor',
    ['printing'],
    [],
    `1. Look at the printer's name at the foot of the print window: the last part is the **unit**.
2. Wrong unit: **Change workstation location**, choose yours. It is kept.
3. Right printer, blank labels: the roll is in upside down. The shiny side faces the head.
4. Nothing at all: print a test page from the printer's own menu. That works: call us. It does not: call facilities.`,
  ],
  [
    'Go back to paper: what to do in a downtime',
    ['downtime'],
    [],
    `1. Open the red **downtime folder** of your unit. The read-only viewer on the marked workstation has charts as of the last 15 minutes.
2. Write orders on the downtime form. Paper is then legitimate, nobody is counted as a non-user.
3. Afterwards: **medications given** and **critical results** are entered first; the rest by the ward clerk.

Do not enter later what the interface will bring by itself: laboratory and imaging catch up.`,
  ],
  [
    'Find what changed in a chart since you last looked',
    ['results', 'documentation'],
    ['physician', 'nurse'],
    `**Since I last looked** stands at the top right of the chart. It shows results, notes and orders in one list, newest first.

- A bold line has not been seen by anybody of your team.
- The bell on a line tells you when the rest of that panel is back.`,
  ],
];

const desks: readonly DemoTip[] = [
  [
    'Check in a patient who has two charts',
    ['registration'],
    ['front-desk', 'ma'],
    `Never choose the “fuller” one by feeling.

1. Check in on the chart that has **today's visit**.
2. Choose **Report possible duplicate**. Health records merges them, usually within the hour.
3. Tell the nurse: allergies may stand in the other one.`,
  ],
  [
    'Charge capture: why a visit cannot be closed',
    ['charging'],
    ['biller', 'physician'],
    `The banner says which of three is missing:

- **No level of service**: the note has none. The author chooses it under *Wrap-up*.
- **Diagnosis not linked**: each order needs one. *Link all to primary* does it for most.
- **Unsigned note**: send it back to the author with **Nudge**.`,
  ],
  [
    'Video visit: the patient cannot hear you',
    ['telehealth'],
    ['physician', 'ma', 'front-desk'],
    `1. Speak to them by telephone meanwhile; the number is in the visit's header.
2. *Devices* (gear): choose the **headset**, not the monitor.
3. Ask them to leave and use the link again. Their browser asks for the microphone: **Allow**.
4. Three minutes without success: go on by telephone and change the visit type, so that it is billed right.`,
  ],
];

export const demoTips: readonly DemoTip[] = [...orders, ...bedside, ...everywhere, ...desks];
