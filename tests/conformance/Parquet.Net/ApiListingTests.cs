using System.Globalization;
using System.Reflection;

namespace Parquet.Conformance;

/// <summary>
/// The public surface against api.txt, which is held by hand against the official 6.1. Set UPDATE_API=1 to write the file anew,
/// then read the difference.
/// </summary>
public sealed class ApiListingTests
{
    private static readonly NullabilityInfoContext Nullability = new();

    [Fact]
    public async Task The_public_surface_is_the_listed_one()
    {
        string path = Path.Combine(Node.ProjectFolder, "api.txt");
        string listing = string.Join('\n', typeof(ParquetWriter).Assembly.GetExportedTypes().SelectMany(List).Order(StringComparer.Ordinal)) + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_API") == "1")
            await System.IO.File.WriteAllTextAsync(path, listing);
        Assert.Equal(await System.IO.File.ReadAllTextAsync(path), listing);
    }

    private static IEnumerable<string> List(Type type)
    {
        string name = Name(type);
        string kind = type.IsEnum ? "enum" : type.IsAbstract && type.IsSealed ? "static class" : type.IsAbstract ? "abstract class" : type.IsSealed ? "sealed class" : "class";
        IEnumerable<Type> bases = type.IsEnum ? [] : type.GetInterfaces().Except(type.BaseType?.GetInterfaces() ?? []).OrderBy(Name, StringComparer.Ordinal).Prepend(type.BaseType!);
        yield return $"{name}: {kind}{string.Concat(bases.Where(b => b != typeof(object)).Select(b => " : " + Name(b)))}";
        const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        foreach (FieldInfo field in type.GetFields(Declared).Where(f => f.IsPublic && !f.IsSpecialName))
        {
            yield return type.IsEnum
                ? $"{name}.{field.Name} = {Convert.ToInt32(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}"
                : $"{name}.{field.Name}: {(field.IsInitOnly ? "readonly " : "")}field {Name(Nullability.Create(field))}";
        }
        foreach (ConstructorInfo constructor in type.GetConstructors(Declared).Where(IsVisible))
            yield return $"{name}.new({Parameters(constructor)}){(constructor.IsFamily ? " protected" : "")}";
        foreach (PropertyInfo property in type.GetProperties(Declared).Where(p => p.GetMethod is { } get && IsVisible(get)))
        {
            string accessors = property.SetMethod is { } set && IsVisible(set) ? "get; set" : "get";
            yield return $"{name}.{property.Name}{(property.GetIndexParameters().Length > 0 ? "[]" : "")}: {Modifiers(property.GetMethod!)}{Name(Nullability.Create(property))} {{ {accessors} }}";
        }
        foreach (MethodInfo method in type.GetMethods(Declared).Where(m => IsVisible(m) && !m.IsSpecialName))
            yield return $"{name}.{method.Name}{Generics(method)}({Parameters(method)}): {Modifiers(method)}{Name(Nullability.Create(method.ReturnParameter))}";
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Modifiers(MethodInfo method) =>
        (method.IsFamily ? "protected " : "") + (method.IsStatic ? "static " : method.IsAbstract ? "abstract " : method.IsVirtual && !method.IsFinal ? "virtual " : "");

    private static string Generics(MethodInfo method) => !method.IsGenericMethod ? "" :
        $"<{string.Join(", ", method.GetGenericArguments().Select(a => a.Name + (a.GenericParameterAttributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint) ? " : struct" : "")))}>";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(p =>
        (p.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "") + $"{Name(Nullability.Create(p))} {p.Name}"
        + (p.HasDefaultValue ? $" = {(p.DefaultValue is null ? (p.ParameterType.IsValueType && Nullable.GetUnderlyingType(p.ParameterType) is null ? "default" : "null") : Convert.ToString(p.DefaultValue, CultureInfo.InvariantCulture))}" : "")));

    private static string Name(NullabilityInfo info)
    {
        string name = info.ElementType is { } element ? $"{Name(element)}[]"
            : info.GenericTypeArguments.Length > 0 && Nullable.GetUnderlyingType(info.Type) is null ? $"{info.Type.Name.Split('`')[0]}<{string.Join(", ", info.GenericTypeArguments.Select(Name))}>"
            : Name(info.Type);
        return name + (info.ReadState == NullabilityState.Nullable && !info.Type.IsValueType ? "?" : "");
    }

    private static string Name(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Name(underlying) + "?";
        string name = type.Assembly == typeof(ParquetWriter).Assembly && !type.IsGenericParameter ? type.FullName!.Split('`')[0] : type.Name.Split('`')[0];
        return type.IsGenericType ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : name;
    }
}
