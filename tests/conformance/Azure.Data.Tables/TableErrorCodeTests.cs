using System.Reflection;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables.Conformance;

public class TableErrorCodeTests
{
    [Fact]
    public void A_code_equals_its_text_both_ways()
    {
        TableErrorCode code = "EntityAlreadyExists";

        Assert.True(code == TableErrorCode.EntityAlreadyExists);
        Assert.True(code == "EntityAlreadyExists" && "EntityAlreadyExists" == code && code.Equals(TableErrorCode.EntityAlreadyExists));
        Assert.True(code != TableErrorCode.TableNotFound && code != "TableNotFound" && "TableNotFound" != code && code != null);
        Assert.True(code.Equals((object)new TableErrorCode("EntityAlreadyExists")) && !code.Equals("other"));
        Assert.Equal(TableErrorCode.EntityAlreadyExists.GetHashCode(), code.GetHashCode());
        Assert.Equal("EntityAlreadyExists", code.ToString());
    }

    [Fact]
    public void Every_code_is_spelt_like_its_property()
    {
        PropertyInfo[] codes = typeof(TableErrorCode).GetProperties(BindingFlags.Public | BindingFlags.Static);

        Assert.Equal(48, codes.Length);
        Assert.All(codes, code => Assert.Equal(code.Name, code.GetValue(null)!.ToString()));
    }
}
