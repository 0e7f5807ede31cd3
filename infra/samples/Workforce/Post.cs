namespace IncDiv.Samples.Workforce;

/// <summary>Where a person works: business group, operational command unit, the BCU of a borough and the specialist unit, if any.</summary>
internal sealed record Post(byte[] BusinessGroup, byte[] Ocu, byte[] Bcu, byte[] SpecialistUnit)
{
    private static readonly Post[] Boroughs = [.. London.Boroughs.Select(b => Of("Territorial Policing", $"{b.Name} Borough", bcu: b.Bcu))];

    private static readonly Post[] Specialists =
    [
        Crime("Homicide and Major Crime"), Crime("Sexual Offences, Exploitation and Child Abuse"), Crime("Organised Crime"), Crime("Forensic Services"),
        Crime("Trident and Area Crime"), Of("Specialist Operations", "Counter Terrorism Command", unit: "Counter terrorism"),
        Of("Specialist Operations", "Protection Command", unit: "Protection"),
    ];

    // Units with few women and few BME officers.
    private static readonly Post[] Uniformed =
    [
        Crime("Specialist Firearms Command", "Firearms"), Crime("Roads and Transport Policing", "Roads and transport"), Crime("Met Taskforce", "Public order"),
        Crime("Met Taskforce", "Dogs"), Crime("Met Taskforce", "Mounted"), Crime("Met Taskforce", "Marine"),
    ];

    private static readonly Post[] Headquarters =
    [
        Of("Met Headquarters", "Human Resources"), Of("Met Headquarters", "Finance and Commercial"), Of("Met Headquarters", "Legal Services"),
        Of("Met Headquarters", "Media and Communication"), Of("Met Headquarters", "Professional Standards"), Of("Digital Policing", "Digital Policing"),
        Of("Met Headquarters", "Met Contact"), Of("Met Headquarters", "Criminal Justice"),
    ];

    /// <param name="reaches">Scales the chance of a uniformed specialist unit, 0 to 1.</param>
    public static Post OfOfficer(SampleRandom random, double reaches = 0.7)
    {
        double unit = random.NextUnit();
        return unit < 0.10 * reaches ? Any(Uniformed, random) : unit < 0.32 ? Any(Specialists, random) : Any(Boroughs, random);
    }

    public static Post OfStaff(SampleRandom random) =>
        random.NextUnit() switch
        {
            < 0.45 => Any(Headquarters, random),
            < 0.70 => Any(Specialists, random),
            _ => Any(Boroughs, random),
        };

    public static Post OnBorough(SampleRandom random) => Any(Boroughs, random);

    private static Post Any(Post[] posts, SampleRandom random) => posts[random.Below(posts.Length)];

    private static Post Crime(string ocu, string unit = "") => Of("Specialist Crime and Operations", ocu, unit: unit);

    private static Post Of(string businessGroup, string ocu, string bcu = "", string unit = "") =>
        new(CsvRows.Field(businessGroup), CsvRows.Field(ocu), CsvRows.Field(bcu), CsvRows.Field(unit));
}
