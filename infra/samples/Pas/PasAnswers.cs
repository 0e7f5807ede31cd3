namespace IncDiv.Samples.Pas;

/// <summary>Draws the answers to one item.</summary>
internal sealed class PasAnswers(PasItem item, double drift, SampleRandom random)
{
    private readonly PasTruth _truth = new(item, drift);
    private readonly AnswerScale _scale = item.Scale;
    private readonly double _noAnswer = item.NoAnswer;
    private readonly double[] _owed = new double[PasTruth.Groups * 2];

    /// <summary>Writes one answer and returns whether it was favourable.</summary>
    public bool Write(CsvRows csv, Interviewee person, double unit)
    {
        if (random.NextUnit() < _noAnswer)
        {
            csv.Text(_scale.None.Draw(random));
            return false;
        }
        bool favourable = Carry.Draw(ref _owed[person.Class], _truth.Share(person.Class), _truth.Nudge(person.Borough), person.Weight, unit);
        csv.Text((favourable ? _scale.Favourable : _scale.Unfavourable).Draw(random));
        return favourable;
    }
}
