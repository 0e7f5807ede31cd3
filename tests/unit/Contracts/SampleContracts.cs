namespace IncDiv.Contracts.Tests;

/// <summary>One small contract of every kind, which agree with each other.</summary>
internal static class SampleContracts
{
    public const string Lists = """
        colour:
          version: 1
          codes: { R: Red, G: Green, PNS: Prefer not to say }
          aliases: { Rouge: R }
          unknown: [ZZ]
          groupings:
            colour: { Red: [R], Green: [G] }
        ages:
          version: 1
          codes: [0-9, 10+]
          from: [0, 10]
          aliases: {}
          unknown: []
          groupings: { ages: { young: [0-9], old: [10+] } }
        """;

    public const string Feed = """
        name: pots
        version: 1
        title: Pots
        grain: one row per pot
        kind: survey
        load_mode: append
        tolerance: 0.05
        key: pot_id
        period: fired_date
        columns:
          pot_id: { class: KEY, required: true, max_length: 20, about: Pot }
          fired_date: { class: QI, type: date, required: true, filled: true, about: Day of firing }
          made_date: { class: QI, type: date, aliases: [Made], about: Day of making }
          glaze: { class: SA, codes: colour, required: true, aliases: [G1], about: Glaze }
          height: { class: M, type: number, min: 0, max: 100, about: Height }
          notes: { class: FT, about: Notes }
          owner: { class: DI, about: Owner }
        forbidden: [email]
        rules:
          - { rule: not-after, column: made_date, other: fired_date }
          - { rule: required-when, column: height, when: glaze, is: [R] }
        derived:
          age: { rule: years-band, from: made_date, at: fired_date, codes: ages }
          noted: { rule: given, from: notes }
        """;

    public const string Hierarchies = "glaze: { version: 1, codes: colour, levels: { warmth: { warm: [R], cold: [G, PNS] } } }";

    public const string Release = """
        feed: pots
        version: 1
        quasi_identifiers:
          glaze: { hierarchy: glaze }
        pass_through: []
        rounded: { height: { step: 5, top: 90 } }
        dropped:
          pseudonym: no pot may be followed
          age: told nowhere
          noted: told nowhere

        """;

    public const string Measures = """
        defaults: { feed: pots, kind: proportion, unit: percent, polarity: up, source: here }
        measures:
          - { id: P-1, name: Green, numerator: { glaze: ["colour:Green"] }, denominator: { glaze: ["colour:*"] }, breakdowns: [all, age], caution_below: 20 }
          - id: P-2
            name: High
            kind: mean
            unit: count
            value: { column: height, divide_by: 2 }
            targets: [{ kind: number, value: 3, source: here }]
            baselines: [{ value: 1, date: 2016, source: here }]
        """;

    public const string Breakdowns = """
        all: {}
        age: { title: Age, columns: { age: ages } }
        glaze: { columns: { glaze: colour }, compare: [{ against: Red }] }
        both: { cross: [age, glaze] }

        """;

    public const string Pack = """
        id: kiln
        title: Kiln
        status: Management information
        owner: Potter
        contact: Potter
        publication: { days_after_quarter_end: 30 }
        required_feeds: [pots]
        headlines: [{ measure: P-1 }]
        sections: [about, headlines]
        objectives: [{ title: One, charts: [{ title: Chart, measures: [P-1] }], priorities: [{ title: First, measures: [P-1, P-2] }] }]
        """;

    public const string Policy = """
        version: 1
        minimum_base: 10
        minimum_headcount: 5
        group_minimum: 30
        zeros: shown
        not_stated: shown
        coalition: 1
        protect_secondaries: false
        standard: { width: 5, upper: 5 }
        sensitive_measures: []
        sensitive_columns: [glaze]
        minimum_pay: 25
        small_numerators: { preset: standard, everywhere: 2, in_small_groups: 4, small_group_below: 100, columns: [], codes: {}, seniors: {} }
        importance: { P-1: 2 }
        """;

    public static string[] All => [Feed, Lists, Hierarchies, Release, Measures, Breakdowns, Pack, Policy];
}
