namespace Azure.Data.Tables.Conformance;

[CollectionDefinition(Name)]
#pragma warning disable CA1711 // xunit calls it a collection.
public sealed class AzuriteCollection : ICollectionFixture<Azurite>
#pragma warning restore CA1711
{
    public const string Name = "Azurite";
}
