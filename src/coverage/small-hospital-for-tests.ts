/** A hospital small enough to read: two units, a rounding physician, five supporters. Monday 1 March 2027 is its go-live. */
export const smallHospital: Readonly<Record<string, string>> = {
  'sites.csv': 'site_id,name,time_zone\nM,Lakeview Main,America/Chicago\n',
  'units.csv': 'unit_id,name,site_id,building,floor,zone,specialty,beds\n4W,4 West,M,A,4,W,medicine,20\n5E,5 East,M,A,5,E,surgery,20\n',
  'go-lives.csv': 'wave,unit_id,date,weeks,cpoe\n1,4W,2027-03-01,6,mandatory\n1,5E,2027-03-01,6,mandatory\n',
  'people.csv': `person_id,given_name,family_name,job_role,specialty,practice_group,employment,home_unit,email
D1,Wei,Chen,physician,medicine,Lake Medical,in-house,4W,chen@lakeview.example
D2,Ana,Silva,physician,surgery,Lake Surgical,in-house,5E,silva@lakeview.example
S1,Maya,Ortiz,nurse,,,in-house,4W,ortiz@lakeview.example
S2,Jon,Berg,nurse,,,in-house,4W,berg@lakeview.example
S3,Ida,Khan,nurse,,,in-house,5E,khan@lakeview.example
S4,Tom,Reed,analyst,,,vendor,,reed@vendor.example
S5,Eva,Lind,analyst,,,vendor,,lind@vendor.example
`,
  'shifts.csv': 'shift_id,start,end,night\nD,07:00,19:00,no\nN,19:00,07:00,yes\n',
  'supporters.csv': `person_id,kind,knows,sites,shifts,max_hours_week,min_rest_hours,max_consecutive_days,cost_per_hour
S1,super-user,nurse,M,D;N,40,10,5,40
S2,super-user,nurse,M,D;N,40,10,5,40
S3,super-user,nurse;medicine,M,D;N,40,10,5,45
S4,ate,*,M,D,60,10,6,90
S5,ate,physician;nurse,M,D;N,60,10,6,95
`,
  'unit-needs.csv': `unit_id,shift_id,from,to,weekdays,headcount,topic
4W,D,2027-03-01,2027-03-14,1;2;3;4;5;6;7,1,nurse
4W,N,2027-03-01,2027-03-14,1;2;3;4;5;6;7,1,nurse
5E,D,2027-03-01,2027-03-14,1;2;3;4;5,1,nurse
`,
  'rounds.ics': [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//test//EN',
    'BEGIN:VEVENT',
    'UID:chen@lakeview.example',
    'DTSTAMP:20270101T000000Z',
    'DTSTART;TZID=America/Chicago:20270303T080000',
    'DTEND;TZID=America/Chicago:20270303T100000',
    'RRULE:FREQ=DAILY;COUNT=3',
    'X-PERSON-ID:D1',
    'LOCATION:4W',
    'SUMMARY:Rounds',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n'),
};
