"""A small OneRoster package, made up: a school, a homeroom, a group, a teacher, two students, a mother."""

import io
import zipfile
from pathlib import Path

Files = dict[str, str]

_COMMON = {
    "orgs": (
        "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\no1,,,Школа № 7,school,,\n"
    ),
    "academicSessions": (
        "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear\n"
        "y1,,,2026/2027,schoolYear,2026-09-01,2027-05-31,,2027\n"
    ),
    "courses": (
        "sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects\n"
        "c0,,,y1,Класс,,7,o1,\nc1,,,y1,Физика,PH,7,o1,\n"
    ),
    "classes": (
        "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,"
        "schoolSourcedId,termSourcedIds,subjects\n"
        "k1,,,7А,7,c0,,homeroom,,o1,y1,\nk2,,,Физика 7А,7,c1,F7,scheduled,12,o1,y1,\n"
    ),
    "enrollments": (
        "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate\n"
        "e1,,,k1,o1,s1,student,,2026-09-01,2027-05-31\n"
        "e2,,,k1,o1,s2,student,,,\n"
        "e3,,,k2,o1,t1,teacher,true,,\n"
    ),
    "demographics": "sourcedId,status,dateLastModified,birthDate,sex\ns1,,,2013-02-01,male\n",
}
USERS_HEADING = (
    "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,"
    "middleName,identifier,email,sms,phone,agentSourcedIds,grades,password\n"
)
_USERS = USERS_HEADING + (
    "s1,,,true,o1,student,petrov,,Пётр,Петров,Ильич,,P.Petrov@school.example,,,m1,7,\n"
    "s2,,,true,o1,student,sidorova,,Анна,Сидорова,,,,,,,7,\n"
    "t1,,,true,o1,teacher,teacher,,Ольга,Иванова,Юрьевна,,,8 916 123-45-67,,,,\n"
    "m1,,,true,o1,parent,mama,,Мария,Петрова,,,,,+7 (926) 765-43-21,s1,,\n"
)
_USERS_1_2 = (
    "sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,"
    "email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,preferredGivenName,"
    "preferredMiddleName,preferredFamilyName,primaryOrgSourcedId,pronouns\n"
    "s1,,,true,petrov,,Пётр,Петров,Ильич,,,,,m1,7,,,,,,o1,\n"
    "s2,,,true,sidorova,,Анна,Сидорова,,,,,,,7,,,,,,o1,\n"
    "t1,,,true,teacher,,Ольга,Иванова,Юрьевна,,,,,,,,,,,,o1,\n"
    "m1,,,true,mama,,Мария,Петрова,,,,,,s1,,,,,,,o1,\n"
)
ROLES_HEADING = (
    "sourcedId,status,dateLastModified,userSourcedId,roleType,role,"
    "beginDate,endDate,orgSourcedId,userProfileSourcedId\n"
)
_ROLES = ROLES_HEADING + (
    "r1,,,s1,primary,student,,,o1,\n"
    "r2,,,s2,primary,student,,,o1,\n"
    "r3,,,t1,primary,teacher,2026-09-01,2027-08-31,o1,p1\n"
    "r4,,,t1,secondary,principal,,,o1,\n"
    "r5,,,m1,primary,parent,,,o1,\n"
)
_PROFILES = (
    "sourcedId,status,dateLastModified,userSourcedId,profileType,vendorId,applicationId,description,"
    "credentialType,username,password\np1,,,t1,journal,v,,,basic,teacher,\n"
)


def manifest(files: Files, version: str, mode: str = "bulk", more: str = "") -> str:
    lines = "".join(f"file.{name},{mode}\n" for name in files)
    return f"propertyName,value\nmanifest.version,1.0\noneroster.version,{version}\n{lines}{more}"


def package_1_1(**changed: str) -> Files:
    """A package of 1.1; changed: file → its text instead."""
    files = {**_COMMON, "users": _USERS}
    return {**files, "manifest": manifest(files, "1.1"), **changed}


def package_1_2(**changed: str) -> Files:
    """The same school in 1.2, its teacher a principal as well."""
    files = {**_COMMON, "users": _USERS_1_2, "roles": _ROLES, "userProfiles": _PROFILES}
    return {**files, "manifest": manifest(files, "1.2"), **changed}


def with_row(text: str, row: str) -> str:
    """The file with one row more."""
    return f"{text}{row}\n"


def in_folder(folder: Path, files: Files) -> Path:
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def in_zip(files: Files, folder: str = "") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in files.items():
            archive.writestr(f"{folder}{name}.csv", text)
    return buffer.getvalue()
