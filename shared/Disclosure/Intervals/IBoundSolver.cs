namespace IncDiv.Disclosure.Intervals;

/// <summary>Searches the tables that fit everything published: the question an attacker asks. A solver belongs to one region; cells are known by their place in
/// the model.</summary>
internal interface IBoundSolver
{
    /// <summary>From now on the cell is hidden.</summary>
    void Hide(int cell);

    /// <summary>From now on the cell is published with its true value.</summary>
    void Publish(int cell);

    /// <summary>A feasible table in which the cell is as great as it can be, or great enough.</summary>
    /// <param name="enough">The search may stop where the cell has this value.</param>
    BoundSolution Maximise(int cell, double enough);

    /// <summary>A feasible table in which the cell is as small as it can be, or small enough.</summary>
    BoundSolution Minimise(int cell, double enough);
}
